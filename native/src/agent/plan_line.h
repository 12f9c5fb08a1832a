#pragma once

#include <string>

#include "../load/step.h"

namespace vmlab {

/// A line of `step INDEX START_NS END_NS [cpu=CORES] [memory=BYTES] [read=BYTES] [write=BYTES] [tx=BYTES]`.
/// Throws Failure that says what is wrong with it.
Step parse_step(const std::string& line);

struct Adjustment {
  std::int64_t step;
  double cores;
};

/// A line of `adjust INDEX cpu=CORES`. Throws as `parse_step`.
Adjustment parse_adjustment(const std::string& line);

}  // namespace vmlab
