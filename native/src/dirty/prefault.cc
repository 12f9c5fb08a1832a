#include "dirty/prefault.h"

#include <algorithm>
#include <thread>
#include <vector>

#include "dirty/page_access.h"
#include "system/clock.h"

namespace vmlab::dirty {

namespace {

constexpr std::size_t kChunk = 4 << 20;  // a ms or two: how late a wish to stop may be seen
constexpr Nanoseconds kReport = 100 * kMillisecond;

struct Work {
  std::span<std::uint8_t> memory;
  const std::atomic<bool>& stopped;
  std::atomic<std::size_t> taken{0};
  std::atomic<std::size_t> done{0};
};

bool touch_chunk(Work& work) {
  if (work.stopped) return false;
  const std::size_t begin = work.taken.fetch_add(kChunk);
  if (begin >= work.memory.size()) return false;
  const auto chunk = work.memory.subspan(begin, std::min(kChunk, work.memory.size() - begin));
  for (std::size_t offset = 0; offset < chunk.size(); offset += kStep) write_page(&chunk[offset], kFirstValue);
  work.done += chunk.size();
  return true;
}

std::vector<std::jthread> start_helpers(Work& work) {
  std::vector<std::jthread> helpers(std::max(1U, std::thread::hardware_concurrency()) - 1);
  for (auto& helper : helpers)
    helper = std::jthread([&work] {
      while (touch_chunk(work)) {
      }
    });
  return helpers;
}

}  // namespace

void prefault(std::span<std::uint8_t> memory, const std::atomic<bool>& stopped, const std::function<void(std::size_t)>& progress) {
  Work work{memory, stopped};
  {
    const auto helpers = start_helpers(work);
    for (Nanoseconds report = now() + kReport; touch_chunk(work);) {
      if (now() < report) continue;
      report += kReport;
      progress(work.done);
    }
  }
  progress(work.done);
}

}  // namespace vmlab::dirty
