#include "stream/source_channel.h"

#include <poll.h>

#include <string>

#include "stream/farewell.h"
#include "stream/message_check.h"
#include "stream/protocol_error.h"
#include "system/short_slice.h"

namespace vmlab::stream {

namespace {

constexpr std::size_t kReadAtOnce = 4096;      // 256 requests
constexpr std::size_t kMostWaiting = 4096;     // requests; those of a destination that asks for more stay in the socket

template <typename Type>
std::span<const std::byte> bytes_of(const Type& value) {
  return std::as_bytes(std::span(&value, 1));
}

}  // namespace

SourceChannel::SourceChannel(Connection connection, const ChannelRole& role, const PageContents& contents)
    : connection_(std::move(connection)),
      role_(role),
      reader_(kReadAtOnce, check_of_destination(role.pages.end)),
      outbox_(contents, role.pages),
      pace_(role.bandwidth),
      spin_(!role.precopy && !role.prompt) {}

void SourceChannel::run(const Bell& bell, const std::atomic<Nanoseconds>& patience) {
  if (role_.prompt) ask_for_short_slices();
  greet();
  pace_.start(now());
  while (!bell.rung()) turn(bell);
  bid_farewell(connection_, outbox_, meter_, patience);
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
  if (*got == 0) fail_at_end();
  reader_.filled(*got);
  const Nanoseconds read_at = now();
  while (const auto request = reader_.next()) outbox_.request(request->header.index, read_at);
  return true;
}

void SourceChannel::fail_at_end() const {
  if (reader_.begun() == 0) throw ProtocolError("the destination ended the connection");
  throw ProtocolError("the destination went away in the middle of a page request");
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

}  // namespace vmlab::stream
