#pragma once

#include "../load/descriptor.h"
#include "json_line.h"

namespace vmlab {

/// How much memory this machine has and has free, by /proc/meminfo (proc_meminfo(5)).
class MemoryInfo {
 public:
  /// Now, in bytes, as a line of type "memory". What the kernel does not tell (MemAvailable before Linux 3.14) is left out.
  JsonLine line() const;

 private:
  Descriptor file_ = open_file("/proc/meminfo", O_RDONLY);
};

}  // namespace vmlab
