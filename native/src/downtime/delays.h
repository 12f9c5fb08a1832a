#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "system/clock.h"

namespace vmlab::downtime {

/// A line of the spike log: a delay in ms, or `kBaseline`, which marks when the first delay was taken.
using Spike = std::uint64_t;
constexpr Spike kBaseline = ~Spike{0};

/// Delays between arrivals as mig_mon reads them: in whole ms, the first one being what the others are held against. (It subtracts instants
/// in whole ms, so that its delays are up to 1 ms off; here the delay itself is rounded.)
class Delays {
 public:
  /// @param excused how much of the delay is the sender's own lateness
  /// @return what is to be logged
  std::optional<Spike> arrived(Nanoseconds at, Nanoseconds excused) {
    const auto previous = std::exchange(last_, at);
    if (!previous) return {};
    const Nanoseconds between = std::max<Nanoseconds>(0, at - *previous - excused);
    longest_ = std::max(longest_, between);
    longest_lately_ = std::max(longest_lately_, between);
    current_ = static_cast<Spike>((between + kMillisecond / 2) / kMillisecond);
    return baseline_ ? later() : first();
  }

  std::optional<Nanoseconds> last() const { return last_; }
  /// ns, of all
  Nanoseconds longest() const { return longest_; }
  /// ns, since this was last asked; 0: none
  Nanoseconds take_longest_lately() { return std::exchange(longest_lately_, 0); }
  /// ms
  Spike current() const { return current_; }
  Spike maximum() const { return maximum_; }
  /// ms; nothing before two have come
  std::optional<Spike> baseline() const { return baseline_; }

 private:
  std::optional<Spike> first() {
    baseline_ = current_;
    return kBaseline;
  }

  /// Where the first delay was under 1 ms, twice that would be 0, and all would be spikes.
  std::optional<Spike> later() {
    maximum_ = std::max(maximum_, current_);
    if (current_ >= std::max<Spike>(1, 2 * *baseline_)) return current_;
    return {};
  }

  std::optional<Nanoseconds> last_;
  std::optional<Spike> baseline_;
  Nanoseconds longest_ = 0;
  Nanoseconds longest_lately_ = 0;
  Spike current_ = 0;
  Spike maximum_ = 0;
};

}  // namespace vmlab::downtime
