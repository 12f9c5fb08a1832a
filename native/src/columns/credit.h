#pragma once

#include "columns/columns.h"
#include "columns/loop.h"

namespace vmlab {

/** (slot) over template, used, credit and the table window: a period takes the place of the one in that slot. */
Loop earn_loop(const Columns& columns);
/** (a scale for each) over cpu, memory, read, write, weight: the norm of each VM's credit. @return the sum of the weights */
Loop weights_loop(const Columns& columns);

}  // namespace vmlab
