#pragma once

#include <array>
#include <functional>

namespace vmlab {

/** What a loop is told, in the order of its JavaScript; what is left out is 0. */
using Numbers = std::array<double, 4>;

/**
 * A loop over columns that knows where they are. Each is the twin of one in lib/sched, and comes to the same figures, to the bit: the same
 * operations in the same order (sums from the first VM to the last), by comparisons that are the same of `NaN`.
 */
using Loop = std::function<double(const Numbers&)>;

}  // namespace vmlab
