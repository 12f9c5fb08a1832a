#pragma once

#include "columns/columns.h"
#include "columns/loop.h"

namespace vmlab {

/** (per_second) over demand, backlog, limit, want: what VMs would use if nobody held them back. */
Loop want_loop(const Columns& columns);
/** () over demand, estimate: who is not there is expected to use nothing. */
Loop leave_out_loop(const Columns& columns);
/** (alpha) over used, estimate: the exponentially weighted moving average. */
Loop ewma_loop(const Columns& columns);

}  // namespace vmlab
