#include "dirty/windows.h"

#include <algorithm>
#include <cmath>

namespace vmlab::dirty {

void Windows::wrote(Nanoseconds moment, std::uint64_t pages, const Pace& pace) {
  advance(moment, pace);
  pages_ += pages;
}

void Windows::advance(Nanoseconds moment, const Pace& pace) {
  while (moment >= begin_ + kLength) close(pace);
}

void Windows::kept(Nanoseconds from, Nanoseconds to, const Pace& pace) {
  advance(from, pace);
  kept_until_ = std::max(kept_until_, to);
  advance(to, pace);
}

void Windows::close(const Pace& pace) {
  const Nanoseconds end = begin_ + kLength;
  if (begin_ < kept_until_) {
    counts_.kept++;
  } else {
    const double share = pace.until(end) - pace.until(begin_);
    counts_.judged++;
    if (std::abs(static_cast<double>(pages_) - share) <= std::max(share / 10, 1.0)) counts_.even++;
  }
  begin_ = end;
  pages_ = 0;
}

}  // namespace vmlab::dirty
