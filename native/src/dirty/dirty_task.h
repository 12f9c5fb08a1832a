#pragma once

#include <atomic>
#include <exception>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "dirty/dirtier.h"
#include "dirty/memory.h"
#include "system/record.h"
#include "task/task.h"
#include "timing/alarm.h"

namespace vmlab::dirty {

/// Dirties memory, as settings.h has it, for `duration` (s; until it is stopped unless told). With pattern `once` all of it once, as it is
/// prefaulted; then it idles. `latencies`: 1 times each access.
///
/// Tells, by `type`: `prefault` (`done_bytes`, `total_bytes`), `start`, and each `second` (`at` its end, in s after the start, `interval` its
/// length, `pages`, `asleep`: the mean of the threads, in s, and `latency_…`), and, where it was stopped, `ended` with its result: to give back the
/// memory then takes 0.1 s a GiB.
class DirtyTask : public Task {
 public:
  explicit DirtyTask(const Record& settings);

  void run(const Tell& tell) override;
  void stop() noexcept override;
  Record result() const override;
  /// For tests, while it runs.
  std::span<std::uint8_t> memory() const { return memory_->bytes(); }

 private:
  void prefault_all(const Tell& tell);
  void dirty(const Tell& tell);
  void start_threads(std::vector<std::jthread>& threads);
  void run_dirtier(std::size_t index) noexcept;
  Nanoseconds report_seconds(const Tell& tell);
  void report(const Tell& tell, Nanoseconds from, Nanoseconds to);
  void tell_windows(Record& record) const;
  void tell_latencies(Record& record) const;

  Record settings_;
  std::unique_ptr<Memory> memory_;
  std::vector<std::unique_ptr<Dirtier>> dirtiers_;
  std::vector<std::exception_ptr> failures_;  // one a dirtier, by its own thread
  std::optional<CycleClock> clock_;
  Alarm alarm_;
  std::atomic<bool> stopped_{false};
  Nanoseconds start_ = 0;
  Nanoseconds end_ = 0;  // planned, then reached
  Progress done_;
  DirtierTotals totals_;
};

}  // namespace vmlab::dirty
