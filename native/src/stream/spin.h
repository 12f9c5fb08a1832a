#pragma once

#include <functional>
#include <thread>

#include "system/clock.h"

namespace vmlab::stream {

/// Looks again and again for some microseconds before a thread goes to sleep, since waking it takes longer than a page does over a fast
/// network (20 to 70 us in a VM whose idle vCPUs are handed back). Where looking was in vain it is done less: as a host's halt polling.
class Spin {
 public:
  /// @param before_trial called before it is tried again after a rest
  explicit Spin(bool allowed, std::function<void()> before_trial = [] {})
      : allowed_(allowed && std::thread::hardware_concurrency() > 1), before_trial_(std::move(before_trial)) {}

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
  static constexpr int kTrialCredit = 2;
  static constexpr int kRest = 250;  // waits without it, before it is tried again: what that costs in vain stays above the 99th percentile

  bool worth_it() {
    if (credit_ > 0) return true;
    if (--credit_ > -kRest) return false;
    before_trial_();
    credit_ = kTrialCredit;
    return true;
  }

  bool allowed_;
  std::function<void()> before_trial_;
  int credit_ = kFullCredit;
};

}  // namespace vmlab::stream
