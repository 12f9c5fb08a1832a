#include "stream/source_channel.h"

#include <poll.h>

#include <array>
#include <system_error>

#include "stream/hexadecimal.h"
#include "stream/protocol_error.h"
#include "system/short_slice.h"

namespace vmlab::stream {

namespace {

constexpr std::size_t kReadAtOnce = 4096;      // 256 requests
constexpr std::size_t kMostWaiting = 4096;     // requests; those of a destination that asks for more stay in the socket
constexpr Nanoseconds kParting = 40 * kMillisecond;

MessageReader::Check check_of_requests(std::uint64_t pages) {
  return [pages](const MessageHeader& header) {
    if (header.magic != kPageRequest)
      throw ProtocolError("the destination sent " + hexadecimal(header.magic) + " where a page request (0x124) was expected");
    if (header.index >= pages)
      throw ProtocolError("the destination requested page " + std::to_string(header.index) + " of a VM of " + std::to_string(pages) + " pages");
  };
}

template <typename Type>
std::span<const std::byte> bytes_of(const Type& value) {
  return std::as_bytes(std::span(&value, 1));
}

}  // namespace

SourceChannel::SourceChannel(Connection connection, const ChannelRole& role, const PageContents& contents)
    : connection_(std::move(connection)),
      role_(role),
      reader_(kReadAtOnce, check_of_requests(role.pages.end)),
      outbox_(contents, role.pages),
      pace_(role.bandwidth),
      spin_(!role.precopy && !role.prompt) {}

void SourceChannel::run(const Bell& bell) {
  if (role_.prompt) ask_for_short_slices();
  greet();
  pace_.start(now());
  while (!bell.rung()) turn(bell);
  finish();
}

void SourceChannel::greet() {
  if (role_.hello) {
    connection_.send(bytes_of(MessageHeader{kHello, kHelloVersion}));
    connection_.send(bytes_of(*role_.hello));
  }
  if (role_.postcopy) connection_.send(bytes_of(MessageHeader{kHandshake, 0}));
}

void SourceChannel::turn(const Bell& bell) {
  take_requests();
  const Nanoseconds instant = now();
  const auto pieces = outbox_.plan(role_.precopy ? pace_.pages_at(instant) : 0);
  if (!pieces.empty()) {
    if (send_some(pieces)) return;
    const short reading = outbox_.requests() < kMostWaiting ? POLLIN : 0;
    connection_.wait(static_cast<short>(POLLOUT | reading), bell);
  } else if (role_.precopy) {
    connection_.wait(POLLIN, bell, pace_.due());
  } else if (!spin_.until([&] { return bell.rung() || take_requests(); })) {
    connection_.wait(POLLIN, bell);
  }
}

/// True where there are some.
bool SourceChannel::take_requests() {
  if (outbox_.requests() >= kMostWaiting) return true;
  const auto got = connection_.try_receive(reader_.space());
  if (!got) return false;
  if (*got == 0) throw ProtocolError(reader_.begun() == 0 ? "the destination ended the connection" : "the destination went away in the middle of a page request");
  reader_.filled(*got);
  const Nanoseconds read_at = now();
  while (const auto request = reader_.next()) outbox_.request(request->header.index, read_at);
  return true;
}

/// False where the socket is full.
bool SourceChannel::send_some(std::span<iovec> pieces) {
  std::size_t size = 0;
  for (const iovec& piece : pieces) size += piece.iov_len;
  const std::size_t sent = connection_.try_send(pieces);
  outbox_.sent(sent, meter_);
  pace_.spend(sent, now());
  return sent == size;
}

/// Ends at the boundary of a page, and reads what the destination had still sent: a socket that is closed with something unread resets
/// the connection, and the destination would lose pages that are on their way. One that ends at the same time is no failure.
void SourceChannel::finish() try {
  const Nanoseconds deadline = now() + kParting;
  const Bell never;
  while (outbox_.inside_a_page() && now() < deadline) {
    if (!send_some(outbox_.plan_rest())) connection_.wait(POLLOUT, never, deadline);
  }
  connection_.end();
  drain(deadline + kParting);
} catch (const std::system_error&) {
}

void SourceChannel::drain(Nanoseconds deadline) {
  const Bell never;
  std::array<std::byte, kReadAtOnce> unread;
  while (now() < deadline) {
    const auto got = connection_.try_receive(unread);
    if (got && *got == 0) return;
    if (!got) connection_.wait(POLLIN, never, deadline);
  }
}

}  // namespace vmlab::stream
