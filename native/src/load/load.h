#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "failure.h"
#include "step.h"

namespace vmlab {

/// What the loads say they used since they began (memory: what they hold now). A claim, not a measurement.
struct Claims {
  Nanoseconds cpu = 0;
  std::int64_t memory = 0;
  std::int64_t read = 0;
  std::int64_t write = 0;
  std::int64_t tx = 0;
};

/// Tells of a load that failed and stopped. Called from the load's own thread.
using FailureReport = std::function<void(const std::string& load, const Failure& failure)>;

/// Uses one resource on purpose. Both methods return at once: the work is done by the load's own threads.
class Load {
 public:
  virtual ~Load() = default;
  virtual void begin(const Step& step) = 0;
  virtual void add_claims(Claims& claims) const = 0;
};

}  // namespace vmlab
