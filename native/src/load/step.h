#pragma once

#include <cstdint>
#include <optional>

#include "clock.h"

namespace vmlab {

/// What to use between two instants. Absent is "not recorded": that resource is left alone, which is not the same as 0.
struct Step {
  std::int64_t index = 0;
  Nanoseconds start = 0;
  Nanoseconds end = 0;
  std::optional<double> cpu;  // cores
  std::optional<std::int64_t> memory;  // bytes held
  std::optional<std::int64_t> read;  // bytes in the step, as the next two
  std::optional<std::int64_t> write;
  std::optional<std::int64_t> tx;

  Nanoseconds length() const { return end - start; }
};

}  // namespace vmlab
