#pragma once

#include <cstdint>
#include <utility>

#include "dirty/demand.h"

namespace vmlab::dirty {

/// How far a thread may be at a moment: where the demand's line is, less what it missed while it was kept from running, which it repays
/// evenly over the next 100 ms, so that a thread that was stopped does not come back with a burst.
class Pace {
 public:
  static constexpr Nanoseconds kRepaid = 100 * kMillisecond;

  explicit Pace(Demand demand) : demand_(std::move(demand)) {}

  /// Pages that may have been written by a moment after the start.
  double until(Nanoseconds moment) const;
  /// At this moment only so many have been written: what is missing is due over the next 100 ms.
  void missed(Nanoseconds moment, std::uint64_t written);
  /// The same where the thread did run, but could not write as fast as it should: what is over 100 ms behind is given up. Returns how much, in pages.
  double give_up(Nanoseconds moment, std::uint64_t written);

 private:
  double owed(Nanoseconds moment) const;

  Demand demand_;
  double debt_ = 0;            // pages, at the moment of the last miss
  Nanoseconds repaid_by_ = 0;
  double given_up_ = 0;
};

}  // namespace vmlab::dirty
