#include "stream/arrival.h"

#include "stream/address.h"
#include "stream/message_check.h"
#include "stream/protocol_error.h"
#include "system/short_slice.h"

namespace vmlab::stream {

namespace {

constexpr std::size_t kReadAtOnce = 512 << 10;  // stays in the second-level cache

}  // namespace

Arrival::Arrival(Descriptor socket, const DestinationSettings& settings, Bell& door)
    : door_(door),
      peer_(Address::of_peer(socket.number()).text()),
      connection_(std::move(socket)),
      reader_(kReadAtOnce, check_of_source(settings.pages)),
      requester_(settings),
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
    requester_.ask(connection_);
  }
  if (shut_down_ || reader_.begun() == 0) return;
  throw ProtocolError("the source went away in the middle of a message, after " + std::to_string(reader_.begun()) + " bytes of it");
}

/// False at the end.
bool Arrival::receive_some() {
  const auto space = reader_.space();
  std::optional<std::size_t> got;
  if (only_answers_ && !beside_others_) spin_.until([&] { return (got = connection_.try_receive(space)).has_value(); });
  if (!got) got = connection_.receive(space);
  read_at_ = now();
  reader_.filled(*got);
  return *got > 0;
}

void Arrival::handle_all() {
  only_answers_ = requester_.started();
  meter_.count([&](Traffic& traffic) {
    while (const auto message = reader_.next()) handle(*message, traffic);
  });
}

void Arrival::handle(const Message& message, Traffic& traffic) {
  if (message.header.magic == kPage) {
    take_page(message.header.index, traffic);
  } else if (message.header.magic == kHandshake) {
    requester_.start();
  } else {
    take_hello(message.hello);
  }
  if (!introduced_) introduce();
}

void Arrival::take_hello(const Hello& hello) {
  requester_.want(hello.requests);
  beside_others_ = (hello.flags & Hello::kRequestedPages) != 0;
  if (beside_others_) ask_for_short_slices();
  change_state([&](ArrivalState& state) { state.hello = hello; });
}

void Arrival::take_page(std::uint64_t index, Traffic& traffic) {
  traffic.bytes += kPageMessageSize;
  traffic.pages++;
  if (const auto latency = requester_.answer(index, read_at_)) {
    traffic.requested_pages++;
    traffic.latency.record(*latency);
  } else {
    only_answers_ = false;
  }
}

void Arrival::introduce() {
  introduced_ = true;
  change_state([](ArrivalState& state) { state.came = state.known = true; });
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
