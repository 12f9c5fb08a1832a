#pragma once

#include "system/clock.h"
#include "system/record.h"

namespace vmlab::downtime {

/// The seconds of a run, each of which is told of when it is over.
class Seconds {
 public:
  explicit Seconds(Nanoseconds start) : start_(start), next_(start + kSecond) {}

  /// When the present one is over.
  Nanoseconds next() const { return next_; }
  bool over(Nanoseconds instant) const { return instant >= next_; }

  /// Begins the next, and the record of the one that is over: `type`, `at` (ns after the start), `at_ms` (CLOCK_MONOTONIC, as mig_mon prints it).
  Record turn(Nanoseconds instant) {
    Record record;
    record.set("type", "second").set("at", instant - start_).set("at_ms", instant / kMillisecond);
    while (next_ <= instant) next_ += kSecond;
    return record;
  }

 private:
  Nanoseconds start_;
  Nanoseconds next_;
};

}  // namespace vmlab::downtime
