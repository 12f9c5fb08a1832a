#pragma once

#include "stream/connection.h"
#include "stream/destination_settings.h"
#include "stream/faults.h"
#include "stream/in_flight.h"

namespace vmlab::stream {

/// Keeps page requests in flight on a connection, and times their answers.
class Requester {
 public:
  explicit Requester(const DestinationSettings& settings)
      : wanted_(settings.requests), faults_(settings.faults, settings.pages, settings.seed) {}

  /// How many requests to keep in flight. @throws ProtocolError for more than a socket surely takes
  void want(std::uint32_t requests);
  void start() { started_ = true; }
  bool started() const { return started_; }

  /// Sends as many as are wanted and not in flight. Each is timed from just before it is written.
  void ask(const Connection& connection);
  /// Nanoseconds from the request of that page to the instant; nothing where it was not asked for.
  std::optional<std::uint64_t> answer(std::uint64_t index, Nanoseconds read_at);

 private:
  std::uint32_t wanted_;
  bool started_ = false;
  Faults faults_;
  InFlight in_flight_;
};

}  // namespace vmlab::stream
