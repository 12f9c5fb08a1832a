#pragma once
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "system/descriptor.h"
#include "timing/alarm.h"

namespace vmlab {

/** A counter of the kernel: a file to read again and again, or the CPU clock of a process (ns, as text). */
struct Probe {
  std::string file;
  pid_t process = 0;
};

/** All probes at one deadline. A probe that could not be read (its VM is gone) has an empty text. */
struct Sample {
  size_t index;
  std::vector<int64_t> at;  // CLOCK_MONOTONIC ns when each was read
  std::vector<std::string> text;
};

/** Samples counters at absolute deadlines, on a thread of its own. What the texts mean is for others to know. */
class Recorder {
 public:
  /** @throws std::system_error for a file that cannot be opened */
  Recorder(std::vector<Probe> probes, std::vector<int64_t> deadlines);
  /** Until the last deadline, or `stop`. `take` is called on this thread. */
  void run(const std::function<void(Sample)>& take);
  void stop() const { alarm_.ring(); }

 private:
  Sample sample(size_t index);
  std::string read(size_t probe);

  Alarm alarm_;
  std::vector<Probe> probes_;
  std::vector<Descriptor> files_;
  std::vector<int64_t> deadlines_;
  std::vector<char> buffer_;
};

}  // namespace vmlab
