#pragma once

#include <cstddef>

namespace vmlab {

/** As lib/sched/policy/water-level.ts: what is poured, and into what. */
struct Water {
  double amount;
  const double *weight, *least, *most;
  std::size_t count;
};

/** @return infinity where every vessel of some width can have its most */
double water_level(const Water& water);
/** As lib/sched/policy/water-fill.ts. @param into what each vessel holds; none of the columns of `water` */
void water_fill(const Water& water, double* into);

}  // namespace vmlab
