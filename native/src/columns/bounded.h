#pragma once

namespace vmlab {

/** As lib/sched/policy/bounds.ts: a floor above the other bound wins. */
inline double bounded(double value, double least, double most) {
  const double top = most < least ? least : most;
  const double capped = value <= most ? value : top;
  return value < least ? least : capped;
}

}  // namespace vmlab
