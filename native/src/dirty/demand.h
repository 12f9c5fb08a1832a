#pragma once

#include <vector>

#include "system/clock.h"

namespace vmlab::dirty {

/// How many pages are to be written by when: an even line, or the line of a recording's steps, after which nothing more is asked for.
class Demand {
 public:
  explicit Demand(double pages_a_second) : rate_(pages_a_second) {}
  /// `ends`: of the steps, in ns after the start, ascending. `pages`: in each step.
  Demand(std::vector<Nanoseconds> ends, const std::vector<double>& pages);

  /// Pages up to a moment after the start.
  double until(Nanoseconds moment) const;

 private:
  double rate_ = 0;
  std::vector<Nanoseconds> ends_;
  std::vector<double> totals_;  // at each end
};

}  // namespace vmlab::dirty
