#pragma once

#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "../load/cpu_adjustments.h"
#include "../load/load.h"
#include "flags.h"
#include "output.h"

namespace vmlab {

/// What reaches the loads from outside while they are made and while they run.
struct Guidance {
  std::stop_token stop;
  CpuAdjustments& cpu;
};

/// What the flags of `vmlab-agent load` ask for. Made in two parts, since the counters are files of the host and the
/// sockets belong to the VM's network.
class LoadSet {
 public:
  static const Flags::Known& known();

  /// Opens the counters and the network namespace, prepares the disk, and starts the threads. A load that cannot start
  /// is reported and left out.
  LoadSet(const Flags& flags, Output& output, const Guidance& guidance);

  void begin(const Step& step);
  Claims claims() const;

 private:
  std::vector<std::unique_ptr<Load>> loads_;
};

}  // namespace vmlab
