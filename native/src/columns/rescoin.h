#pragma once

#include "columns/columns.h"
#include "columns/loop.h"

namespace vmlab {

/**
 * (capacity, sum of weights, 1 for the published variant) over estimate, template, atLeast, least, most, none (zeros), weight, and need, grant,
 * lacking, more, which are written over: as lib/sched/policy/rescoin.ts divides one resource.
 */
Loop rescoin_loop(const Columns& columns);

}  // namespace vmlab
