#pragma once

#include "budget.h"

namespace vmlab {

/// CPU time used so far: by the burners' own clocks, and by all else in the group (0 when it does not count).
struct CpuUse {
  Nanoseconds burners = 0;
  Nanoseconds others = 0;
};

/// Decides how long the burners burn in each slice of a step. Arithmetic only: it reads no clock and no counter.
class CpuLedger {
 public:
  static constexpr Nanoseconds kSlice = 10 * kMillisecond;

  /// Longer slices wake the burners less often, which is dear where each wake-up is emulated.
  explicit CpuLedger(Nanoseconds slice = kSlice) : slice_(slice) {}

  void begin(const Step& step, const CpuUse& use);

  /// Changes the step's target while it lasts.
  void adjust(double cores) { budget_.adjust(cores * static_cast<double>(step_.length())); }

  /// What the burners owe together from an instant to the end of its slice.
  Nanoseconds owed(Nanoseconds instant, const CpuUse& use);

  /// Settles the step: what is owed then (one slice at most) goes into the next.
  void end(Nanoseconds instant, const CpuUse& use);

  /// The slices divide the step evenly, so that the last one ends where the step does.
  Nanoseconds slice_end(Nanoseconds instant) const;

 private:
  void settle(Nanoseconds instant, const CpuUse& use);

  Nanoseconds slice_;
  Step step_;
  Budget budget_;
  CpuUse first_;
  CpuUse last_;
  Nanoseconds last_instant_ = 0;
  double others_rate_ = 0;  // cores
};

}  // namespace vmlab
