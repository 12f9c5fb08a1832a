#pragma once

#include <string>

#include "downtime/delays.h"
#include "system/descriptor.h"
#include "system/record.h"

namespace vmlab::downtime {

/// mig_mon's spike log: lines of `timestamp,delay`, in s since 1970 and ms, each written whole as it comes.
class SpikeLog {
 public:
  /// Empties the file, or makes it; an empty path: nothing is logged. Throws std::system_error.
  explicit SpikeLog(const std::string& path);

  /// A log that cannot be written any more is told of at the end: what is measured is worth more than its log.
  void write(std::optional<Spike> spike);

  /// `log_error`, where there was one.
  void tell(Record& record) const;

 private:
  std::string path_;
  Descriptor file_;
  std::string error_;
};

}  // namespace vmlab::downtime
