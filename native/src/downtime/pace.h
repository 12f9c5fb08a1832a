#pragma once

#include <algorithm>
#include <cstdint>

#include "statistics/latency_histogram.h"
#include "system/clock.h"
#include "system/record.h"

namespace vmlab::downtime {

/// One send: when it was to be, when it is, and how many deadlines after it have passed meanwhile, which get none of their own.
struct Turn {
  Nanoseconds intended = 0;
  Nanoseconds at = 0;
  std::uint64_t skipped = 0;

  Nanoseconds late() const { return at - intended; }
};

/// When to send: at start + n x interval, always, whatever happened before; and how late that was done.
class Pace {
 public:
  Pace(Nanoseconds start, Nanoseconds interval) : interval_(interval), deadline_(start) {}

  Nanoseconds deadline() const { return deadline_; }

  /// Now the send of the present deadline is made. What was missed is not made up for by a burst, which no guest would get in earnest.
  Turn take(Nanoseconds now) {
    const Turn turn{deadline_, now, static_cast<std::uint64_t>(std::max<Nanoseconds>(0, (now - deadline_) / interval_))};
    deadline_ += interval_ * static_cast<Nanoseconds>(turn.skipped + 1);
    count(turn);
    return turn;
  }

  /// `lateness_…` as a histogram, `late`, `skipped`.
  void tell(Record& record) const {
    lateness_.tell(record, "lateness");
    record.set("late", late_).set("skipped", skipped_);
  }

 private:
  /// A send is late from a tenth of the interval on, but not under 50 us, which is no more than waking up takes.
  static constexpr Nanoseconds kPunctual = 50 * kMicrosecond;

  void count(const Turn& turn) {
    lateness_.record(static_cast<std::uint64_t>(std::max<Nanoseconds>(0, turn.late())));
    if (turn.late() > std::max(kPunctual, interval_ / 10)) late_++;
    skipped_ += turn.skipped;
  }

  Nanoseconds interval_;
  Nanoseconds deadline_;
  LatencyHistogram lateness_;
  std::uint64_t late_ = 0;
  std::uint64_t skipped_ = 0;
};

}  // namespace vmlab::downtime
