#pragma once

#include <string>

#include "columns/columns.h"
#include "columns/loop.h"

namespace vmlab {

/**
 * The loop of that name, over columns that must outlive it. Columns that are written to may not overlap with others.
 *
 * @throws std::invalid_argument for a name that no loop has, and where columns are missing or of other lengths
 */
Loop make_loop(const std::string& name, const Columns& columns);

}  // namespace vmlab
