#include "stream/arrival.h"

#include <array>

#include "stream/address.h"
#include "stream/hexadecimal.h"
#include "stream/protocol_error.h"
#include "system/short_slice.h"

namespace vmlab::stream {

namespace {

constexpr std::size_t kReadAtOnce = 256 << 10;  // stays in the second-level cache

std::string expected_pages(std::uint64_t pages) { return " of a VM of " + std::to_string(pages) + " pages"; }

}  // namespace

Arrival::Arrival(Descriptor socket, const DestinationSettings& settings, Bell& door)
    : settings_(settings),
      door_(door),
      peer_(Address::of_peer(socket.number()).text()),
      connection_(std::move(socket)),
      reader_(kReadAtOnce, [this](const MessageHeader& header) { check(header); }),
      requests_(settings.requests),
      faults_(settings.faults, settings.pages, settings.seed),
      thread_([this] { run(); }) {}

Arrival::~Arrival() { shut_down(); }

ArrivalState Arrival::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void Arrival::shut_down() noexcept {
  shut_down_ = true;
  connection_.shut_down();
}

void Arrival::run() {
  std::string error;
  try {
    read_all();
  } catch (const std::exception& failure) {
    if (!shut_down_) error = failure.what();
  }
  connection_.shut_down();
  change_state([&](ArrivalState& state) {
    state.known = state.over = true;
    state.error = error;
  });
}

void Arrival::read_all() {
  while (!shut_down_ && receive_some()) {
    handle_all();
    if (asking_) ask();
  }
  if (!shut_down_) check_end();
}

/// False at the end.
bool Arrival::receive_some() {
  const auto space = reader_.space();
  std::optional<std::size_t> got;
  if (only_answers_ && !prompt_) spin_.until([&] { return (got = connection_.try_receive(space)).has_value(); });
  if (!got) got = connection_.receive(space);
  read_at_ = now();
  reader_.filled(*got);
  return *got > 0;
}

void Arrival::handle_all() {
  only_answers_ = asking_;
  meter_.count([&](Traffic& traffic) {
    while (const auto message = reader_.next()) handle(*message, traffic);
  });
}

void Arrival::handle(const Message& message, Traffic& traffic) {
  if (message.header.magic == kPage) {
    take_page(message.header.index, traffic);
  } else if (message.header.magic == kHandshake) {
    asking_ = true;
  } else {
    take_hello(message.hello);
  }
  if (!first_) return;
  first_ = false;
  change_state([](ArrivalState& state) { state.known = true; });
}

void Arrival::take_hello(const Hello& hello) {
  if (hello.requests > kMostRequests)
    throw ProtocolError("the source wants " + std::to_string(hello.requests) + " requests in flight; at most " + std::to_string(kMostRequests) + " can be");
  if (hello.requests > 0) requests_ = hello.requests;
  prompt_ = (hello.flags & Hello::kRequestedPages) != 0;
  if (prompt_) ask_for_short_slices();
  change_state([&](ArrivalState& state) { state.hello = hello; });
}

void Arrival::take_page(std::uint64_t index, Traffic& traffic) {
  traffic.bytes += kPageMessageSize;
  traffic.pages++;
  const auto sent_at = in_flight_.take(index);
  if (!sent_at) {
    only_answers_ = false;
    return;
  }
  traffic.requested_pages++;
  traffic.latency.record(static_cast<std::uint64_t>(read_at_ - *sent_at));
}

/// Each request is timed from just before it is written.
void Arrival::ask() {
  std::array<MessageHeader, 64> wanted;
  while (in_flight_.size() < requests_) {
    std::size_t count = 0;
    const Nanoseconds sent_at = now();
    for (; count < wanted.size() && in_flight_.size() < requests_; count++) {
      wanted[count] = {kPageRequest, faults_.next()};
      in_flight_.add(wanted[count].index, sent_at);
    }
    connection_.send(std::as_bytes(std::span(wanted).first(count)));
  }
}

void Arrival::check(const MessageHeader& header) {
  switch (header.magic) {
    case kPage:
      if (header.index < settings_.pages) return;
      throw ProtocolError("the source sent page " + std::to_string(header.index) + expected_pages(settings_.pages));
    case kHandshake:
      return;
    case kHello:
      if (!first_) throw ProtocolError("the source sent a hello after its first message");
      if (header.index == kHelloVersion) return;
      throw ProtocolError("the source speaks version " + std::to_string(header.index) + " of vmlab's hello; version " + std::to_string(kHelloVersion) + " is known here");
    default:
      throw ProtocolError("the source sent " + hexadecimal(header.magic) + " where a page (0x123), a handshake (0x125) or a hello (0x126) was expected");
  }
}

void Arrival::check_end() const {
  if (reader_.begun() == 0) return;
  throw ProtocolError("the source went away in the middle of a message, after " + std::to_string(reader_.begun()) + " bytes of it");
}

template <typename Change>
void Arrival::change_state(Change change) {
  {
    const std::lock_guard lock(mutex_);
    change(state_);
  }
  door_.ring();
}

}  // namespace vmlab::stream
