#pragma once

#include "columns/columns.h"
#include "columns/loop.h"

namespace vmlab {

/** (capacity) over want, grant, used: use under grants. @return the sum of the grants; `NaN` where one is not 0 or more */
Loop use_loop(const Columns& columns);
/** (seconds) over demand, used, backlog: what waits is carried over. */
Loop carry_over_loop(const Columns& columns);
/** (seconds) over demand, want, used, template, atLeast and the totals demands, uses, unmet, wants, under, absent. */
Loop add_up_loop(const Columns& columns);

}  // namespace vmlab
