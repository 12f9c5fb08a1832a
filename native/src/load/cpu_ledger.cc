#include "cpu_ledger.h"

#include <algorithm>

namespace vmlab {

void CpuLedger::begin(const Step& step, const CpuUse& use) {
  step_ = step;
  budget_.begin(step, step.cpu.value_or(0) * static_cast<double>(step.length()), static_cast<double>(slice_));
  first_ = last_ = {use.burners, std::max(use.others, last_.others)};
  last_instant_ = step.start;
}

// All else in the group goes on using CPU while the burners burn: without the forecast every slice, and so every step's
// end, would be over by what the others use in one slice.
Nanoseconds CpuLedger::owed(Nanoseconds instant, const CpuUse& use) {
  settle(instant, use);
  const Nanoseconds end = slice_end(instant);
  const double forecast = others_rate_ * static_cast<double>(end - instant);
  return static_cast<Nanoseconds>(std::max(0.0, budget_.owed(end) - forecast));
}

void CpuLedger::end(Nanoseconds instant, const CpuUse& use) { settle(instant, use); }

Nanoseconds CpuLedger::slice_end(Nanoseconds instant) const {
  const Nanoseconds length = step_.length();
  const Nanoseconds slices = std::max<Nanoseconds>(1, (length + slice_ / 2) / slice_);
  const Nanoseconds passed = std::clamp<Nanoseconds>(instant - step_.start, 0, length);
  const Nanoseconds slice = std::min(slices, passed * slices / std::max<Nanoseconds>(length, 1) + 1);
  // Rounded up, so that an instant at the end of a slice belongs to the next one.
  return step_.start + (length * slice + slices - 1) / slices;
}

// The group's counter lags behind by up to a tick for whoever is running, so the others may seem to have used less than
// a moment ago: they never have.
void CpuLedger::settle(Nanoseconds instant, const CpuUse& use) {
  const Nanoseconds others = std::max(use.others, last_.others);
  const auto passed = static_cast<double>(std::max<Nanoseconds>(instant - last_instant_, 1));
  if (passed >= static_cast<double>(slice_) / 4) {
    const double rate = static_cast<double>(others - last_.others) / passed;
    others_rate_ += (rate - others_rate_) / 8;
    last_ = {use.burners, others};
    last_instant_ = instant;
  }
  budget_.set_spent(static_cast<double>(use.burners - first_.burners + others - first_.others));
}

}  // namespace vmlab
