#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "downtime/delays.h"
#include "downtime/outage.h"
#include "downtime/wire.h"
#include "statistics/latency_histogram.h"

namespace vmlab::downtime {

/// What arrived of a beacon that sends at a steady interval, one way, and what that says of the way. It reads no clock and no socket.
///
/// An outage begins when the next was due, one interval after the last arrival, and ends with an arrival. It is told where sequence numbers
/// are missing or arrivals stood two intervals apart. A beacon of vmlab says when it sent: its own lateness is taken off. mig_mon's
/// says nothing, so all is judged by the distance between arrivals. Unless it is told, the interval is the distance of the first two: of their
/// sends, where the beacon says them, as the first ones of all may arrive together, having waited for the peer's address to be found.
class ArrivalLedger {
 public:
  struct Verdict {
    std::optional<Outage> outage;
    std::optional<Spike> spike;
  };

  /// @param interval ns; 0: to be taken from the first two arrivals. @param least_outage ns; shorter ones are not told
  ArrivalLedger(Nanoseconds interval, Nanoseconds least_outage);

  Verdict arrived(Nanoseconds at, const std::optional<Request>& request);
  /// At the end: an outage that goes on.
  std::optional<Outage> close(Nanoseconds at);

  std::uint64_t arrivals() const { return arrivals_; }
  Delays& delays() { return delays_; }
  const Delays& delays() const { return delays_; }

  void tell(Record& record, Nanoseconds origin) const;

 private:
  /// What a sequence number adds to a bare arrival.
  struct Progress {
    std::uint64_t first = 0;    // of what is missing
    std::uint64_t missing = 0;  // before this one
    Nanoseconds lateness = 0;   // of the beacon
  };

  static constexpr std::uint64_t kWindow = 1 << 16;

  void begin(Nanoseconds at, const Request& request);
  bool is_repeated(const Request& request);
  std::optional<Progress> progress(const Request& request);
  std::optional<Outage> silence_until(Nanoseconds at, const Progress& progress) const;

  Nanoseconds interval_;
  Nanoseconds least_outage_;
  std::optional<std::uint64_t> run_;
  std::vector<std::uint64_t> seen_;  // sequence + 1, by its place in the window
  std::uint64_t expected_ = 0;
  Nanoseconds last_sent_ = 0;
  Delays delays_;
  Outages outages_;
  LatencyHistogram distances_;
  std::uint64_t arrivals_ = 0;
  std::uint64_t missing_ = 0;
  std::uint64_t duplicates_ = 0;
  std::uint64_t reordered_ = 0;
};

}  // namespace vmlab::downtime
