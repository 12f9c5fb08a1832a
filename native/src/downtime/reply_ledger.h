#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "downtime/delays.h"
#include "downtime/outage.h"
#include "downtime/pace.h"
#include "statistics/latency_histogram.h"

namespace vmlab::downtime {

/// Which requests were answered, how soon, and what that says of the guest. It reads no clock and no socket.
///
/// An outage is a time in which a guest that was asked did not answer. It begins when the first request was sent that had no answer, and ends
/// when an answer came, less the least round trip: so both instants are counted on one side of the way, and its length is true to within one
/// interval. It is told where requests were passed over (an answer came to a later one), or where answers stood two intervals apart. Time
/// in which this side sent nothing, because it was late itself, is none: lateness is taken off the distance between answers.
class ReplyLedger {
 public:
  struct Rules {
    Nanoseconds interval = 0;
    Nanoseconds least_outage = 0;  // shorter ones are not told
  };
  /// What an answer brought to light.
  struct Verdict {
    std::optional<Nanoseconds> round_trip;
    std::optional<Outage> outage;
    std::optional<Spike> spike;
  };

  explicit ReplyLedger(const Rules& rules);

  /// @return its sequence number
  std::uint64_t sent(const Turn& turn);
  Verdict answered(std::uint64_t sequence, Nanoseconds arrived);
  /// At the end: an outage that goes on; and which requests may yet be answered.
  std::optional<Outage> close(Nanoseconds at);

  Delays& delays() { return delays_; }
  const Delays& delays() const { return delays_; }
  /// Whether the last request has no answer yet.
  bool awaits() const { return expected_ < next_; }
  std::uint64_t requests() const { return next_; }
  std::uint64_t answers() const { return answers_; }

  void tell(Record& record, Nanoseconds origin) const;

 private:
  struct Entry {
    Turn turn;
    bool answered = false;
  };

  /// So far back an answer is known for what it is; older ones are only counted.
  static constexpr std::uint64_t kWindow = 1 << 16;

  Entry& entry(std::uint64_t sequence) { return window_[sequence % kWindow]; }
  Nanoseconds count(const Turn& turn, Nanoseconds arrived);
  std::optional<Outage> silence_until(std::uint64_t sequence, Nanoseconds arrived, Nanoseconds own_lateness) const;
  std::uint64_t unwatched(std::uint64_t first, std::uint64_t last) const;
  Nanoseconds silence_start() const;

  Rules rules_;
  std::vector<Entry> window_;
  std::uint64_t next_ = 0;      // to be sent
  std::uint64_t expected_ = 0;  // one behind the latest that was answered
  Nanoseconds expected_at_ = 0;
  Nanoseconds proven_ = std::numeric_limits<Nanoseconds>::min();  // the guest was there then
  Nanoseconds least_round_trip_ = std::numeric_limits<Nanoseconds>::max();

  Delays delays_;
  Outages outages_;
  LatencyHistogram round_trip_;
  LatencyHistogram corrected_;
  std::uint64_t answers_ = 0;
  std::uint64_t pending_ = 0;
  std::uint64_t duplicates_ = 0;
  std::uint64_t reordered_ = 0;
  std::uint64_t overdue_ = 0;
  std::uint64_t unknown_ = 0;
};

}  // namespace vmlab::downtime
