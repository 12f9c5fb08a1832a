#pragma once

#include "columns/columns.h"
#include "columns/loop.h"

namespace vmlab {

/** (turn_x, turn_y) over x, y, levels: the levels of the points of a wave, which are then turned on. */
Loop turn_loop(const Columns& columns);
/** (idle, range) over levels, into: amounts by level. */
Loop spread_loop(const Columns& columns);

}  // namespace vmlab
