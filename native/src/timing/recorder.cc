#include "timing/recorder.h"

#include <fcntl.h>

#include <cerrno>
#include <ctime>
#include <system_error>

#include "system/clock.h"
#include "timing/priority.h"

namespace vmlab {

namespace {

constexpr size_t kLargestFile = 1 << 16;  // io.stat of a machine with many disks is the longest

Descriptor open_probe(const Probe& probe) {
  if (probe.process != 0) return {};
  Descriptor file(open(probe.file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) throw std::system_error(errno, std::generic_category(), probe.file);
  return file;
}

std::string cpu_time_of(pid_t process) {
  clockid_t clock{};
  timespec used{};
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0) return {};
  return std::to_string(used.tv_sec * kSecond + used.tv_nsec);
}

}  // namespace

Recorder::Recorder(std::vector<Probe> probes, std::vector<int64_t> deadlines)
    : probes_(std::move(probes)), deadlines_(std::move(deadlines)), buffer_(kLargestFile) {
  for (const Probe& probe : probes_) files_.push_back(open_probe(probe));
}

void Recorder::run(const std::function<void(Sample)>& take) {
  prefer_prompt_wakeups();
  for (size_t index = 0; index < deadlines_.size(); index++) {
    if (!alarm_.wait_until(deadlines_[index])) return;
    take(sample(index));
  }
}

Sample Recorder::sample(size_t index) {
  Sample sample{index, {}, {}};
  for (size_t probe = 0; probe < probes_.size(); probe++) {
    sample.at.push_back(now());
    sample.text.push_back(read(probe));
  }
  return sample;
}

std::string Recorder::read(size_t probe) {
  if (probes_[probe].process != 0) return cpu_time_of(probes_[probe].process);
  const ssize_t length = pread(files_[probe].number(), buffer_.data(), buffer_.size(), 0);
  return length > 0 ? std::string(buffer_.data(), static_cast<size_t>(length)) : std::string();
}

}  // namespace vmlab
