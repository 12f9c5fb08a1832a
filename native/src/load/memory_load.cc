#include "memory_load.h"

#include <algorithm>

namespace vmlab {

namespace {

constexpr std::int64_t kChunk = 1 << 20;

std::string source(const std::optional<std::string>& path) { return path.value_or("/proc/self/status"); }

}  // namespace

// `total_rss` is cgroup v1's name with its descendants, `anon` is v2's; /proc counts in kB.
GroupMemory::GroupMemory(const std::optional<std::string>& path)
    : counter_(source(path), {"total_rss", "anon", "RssAnon:"}), unit_(counter_.key() == "RssAnon:" ? 1024 : 1) {}

MemoryLoad::MemoryLoad(GroupMemory group, const FailureReport& report)
    : group_(std::move(group)),
      worker_("memory", report, [this](const Step& step, const std::stop_token& stop) { run(step, stop); }) {}

void MemoryLoad::begin(const Step& step) {
  if (step.memory) worker_.begin(step);
}

// The group's statistics may be some hundred KiB a CPU behind until the kernel sums them up (at most two seconds), and
// others in the group come and go: so what it says is read again, ever more seldom, and put right.
void MemoryLoad::run(const Step& step, const std::stop_token& stop) {
  Nanoseconds pause = 2 * kMillisecond;
  while (now() < step.end) {
    const std::int64_t missing = *step.memory - group_.read();
    if (std::abs(missing) >= kChunk / 2) resize(held_ + missing, step, stop);
    if (!sleep_until(stop, std::min(now() + pause, step.end))) return;
    pause *= 4;
  }
}

// In chunks, and only while the step lasts: where the target is out of reach in a step, the next one has its own.
void MemoryLoad::resize(std::int64_t target, const Step& step, const std::stop_token& stop) {
  const auto chunks = static_cast<std::size_t>(std::max<std::int64_t>(0, target + kChunk / 2) / kChunk);
  while (chunks_.size() != chunks && now() < step.end && !stop.stop_requested()) {
    chunks_.size() < chunks ? grow() : shrink();
  }
}

void MemoryLoad::grow() {
  Mapping chunk(kChunk);
  fill_random(chunk.words(), ++seed_);
  chunks_.push_back(std::move(chunk));
  held_ += kChunk;
}

void MemoryLoad::shrink() {
  chunks_.pop_back();
  held_ -= kChunk;
}

}  // namespace vmlab
