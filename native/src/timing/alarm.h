#pragma once
#include <cstdint>

#include "system/descriptor.h"

namespace vmlab {

/** Sleeps until absolute deadlines of CLOCK_MONOTONIC; `ring` wakes the sleeper for good, from any thread. */
class Alarm {
 public:
  Alarm();
  /** @return false when it was rung instead. A deadline that has passed returns true at once. */
  bool wait_until(int64_t deadline_ns) const;
  void ring() const;

 private:
  Descriptor timer_;
  Descriptor bell_;
};

}  // namespace vmlab
