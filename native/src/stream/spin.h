#pragma once

#include <thread>

#include "system/clock.h"

namespace vmlab::stream {

/// Looks again and again for some microseconds before a thread goes to sleep, since waking it takes longer than a page does over a fast
/// network (20 to 70 us in a VM whose idle vCPUs are handed back). Where looking was in vain it is done less: as a host's halt polling.
class Spin {
 public:
  explicit Spin(bool allowed) : allowed_(allowed && std::thread::hardware_concurrency() > 1) {}

  /// True as soon as `ready` is; false when it is time to sleep.
  template <typename Ready>
  bool until(Ready ready) {
    if (ready()) return true;  // which says nothing of whether looking again would have been worth it
    if (!allowed_ || !worth_it()) return false;
    const Nanoseconds end = now() + kLongest;
    do {
      if (ready()) return credit_ = kFullCredit, true;
    } while (now() < end);
    return credit_--, false;
  }

 private:
  static constexpr Nanoseconds kLongest = 50 * kMicrosecond;
  static constexpr int kFullCredit = 8;
  static constexpr int kRest = 500;  // waits without it, before it is tried again: what that costs in vain stays above the 99th percentile

  bool worth_it() {
    if (credit_ <= -kRest) credit_ = 1;
    return credit_ > 0 || (credit_--, false);
  }

  bool allowed_;
  int credit_ = kFullCredit;
};

}  // namespace vmlab::stream
