#pragma once

#include <cstdint>

#include "dirty/pace.h"

namespace vmlab::dirty {

/// How even the writing is: pages in each 10 ms, against what the pace had for them. Windows in which the thread was kept from running are counted apart.
class Windows {
 public:
  static constexpr Nanoseconds kLength = 10 * kMillisecond;

  struct Counts {
    std::uint64_t judged = 0;
    std::uint64_t even = 0;  // of those judged: within 10 % of their share, or within a page of it where that is more
    std::uint64_t kept = 0;  // not judged
  };

  /// Pages written by a moment after the start; moments ascend.
  void wrote(Nanoseconds moment, std::uint64_t pages, const Pace& pace);
  /// Closes what ended before a moment: to be called before the pace is changed.
  void advance(Nanoseconds moment, const Pace& pace);
  /// The thread did not run from one moment to another: before that moment the pace was as it is now.
  void kept(Nanoseconds from, Nanoseconds to, const Pace& pace);

  const Counts& counts() const { return counts_; }

 private:
  void close(const Pace& pace);

  Counts counts_;
  Nanoseconds begin_ = 0;  // of the window that is open
  Nanoseconds kept_until_ = 0;
  std::uint64_t pages_ = 0;
};

}  // namespace vmlab::dirty
