#include "stream/requester.h"

#include <array>

#include "stream/protocol_error.h"
#include "stream/wire.h"

namespace vmlab::stream {

void Requester::want(std::uint32_t requests) {
  if (requests > kMostRequests)
    throw ProtocolError("the source wants " + std::to_string(requests) + " requests in flight; at most " + std::to_string(kMostRequests) + " can be");
  if (requests > 0) wanted_ = requests;
}

void Requester::ask(const Connection& connection) {
  std::array<MessageHeader, 64> requests;
  while (started_ && in_flight_.size() < wanted_) {
    std::size_t count = 0;
    const Nanoseconds sent_at = now();
    for (; count < requests.size() && in_flight_.size() < wanted_; count++) {
      requests[count] = {kPageRequest, faults_.next()};
      in_flight_.add(requests[count].index, sent_at);
    }
    connection.send(std::as_bytes(std::span(requests).first(count)));
  }
}

std::optional<std::uint64_t> Requester::answer(std::uint64_t index, Nanoseconds read_at) {
  const auto sent_at = in_flight_.take(index);
  if (!sent_at) return std::nullopt;
  return static_cast<std::uint64_t>(read_at - *sent_at);
}

}  // namespace vmlab::stream
