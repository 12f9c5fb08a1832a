#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

#include "dirty/page_writer.h"
#include "dirty/windows.h"

namespace vmlab::dirty {

/// What one thread, or several, did since it was last asked.
struct Progress {
  std::uint64_t pages = 0;
  Nanoseconds asleep = 0;
  LatencyHistogram latencies;

  void add(const Progress& other);
};

/// What one thread, or several, did in all.
struct DirtierTotals {
  Nanoseconds cpu = 0;
  double given_up = 0;  // pages
  Windows::Counts windows;

  void add(const DirtierTotals& other);
};

/// How long the threads of a run work, and what they share.
struct Span {
  Nanoseconds start;
  Nanoseconds end;
  const std::atomic<bool>& stopped;
  const CycleClock* clock;  // none: accesses are not timed
};

/// The work of one thread: writes pages as its pace has it, or as fast as it goes, until it is stopped.
class Dirtier {
 public:
  /// @param pace none: unlimited
  Dirtier(std::unique_ptr<PageWriter> writer, std::optional<Pace> pace);

  /// On its own thread. Throws what the writer throws.
  void run(const Span& span);
  /// From another thread, while it runs and after.
  Progress take();
  /// After it has run.
  const DirtierTotals& totals() const { return totals_; }

 private:
  void run_unlimited();
  void run_paced();
  bool over(Nanoseconds moment) const { return moment >= end_ || stopped_->load(std::memory_order_relaxed); }
  void wait_for(Nanoseconds moment);
  void catch_up(std::int64_t slice);
  Nanoseconds look();
  void write(std::size_t pages);

  std::unique_ptr<PageWriter> writer_;
  std::optional<Pace> pace_;
  const CycleClock* clock_ = nullptr;
  const std::atomic<bool>* stopped_ = nullptr;
  Nanoseconds start_ = 0;
  Nanoseconds end_ = 0;       // these, and all moments below, after the start
  Nanoseconds last_look_ = 0;
  std::uint64_t written_ = 0;
  Windows windows_;
  DirtierTotals totals_;
  std::mutex mutex_;
  Progress progress_;  // guarded by mutex_
};

}  // namespace vmlab::dirty
