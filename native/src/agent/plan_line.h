#pragma once

#include <string>

#include "../load/step.h"

namespace vmlab {

/// A line of `step INDEX START_NS END_NS [cpu=CORES] [memory=BYTES] [read=BYTES] [write=BYTES] [tx=BYTES]`.
/// Throws Failure that says what is wrong with it.
Step parse_step(const std::string& line);

}  // namespace vmlab
