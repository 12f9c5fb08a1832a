#include "cpu_load.h"

#include <algorithm>
#include <cmath>

namespace vmlab {

namespace {

constexpr Nanoseconds kNotWorthIt = 3 * kMicrosecond;

// About two microseconds of work that no compiler removes.
void spin() {
  for (int i = 0; i < 4000; ++i) asm volatile("");
}

void burn(Nanoseconds share, Nanoseconds deadline, const std::stop_token& stop) {
  const Nanoseconds goal = read_clock(CLOCK_THREAD_CPUTIME_ID) + share;
  while (read_clock(CLOCK_THREAD_CPUTIME_ID) < goal && now() < deadline && !stop.stop_requested()) spin();
}

}  // namespace

GroupCpu::GroupCpu(const std::optional<std::string>& path) {
  if (path) counter_.emplace(*path, std::initializer_list<std::string_view>{"usage_usec"});
}

Nanoseconds GroupCpu::read() const {
  if (!counter_) return read_clock(CLOCK_PROCESS_CPUTIME_ID);
  return counter_->read() * (counter_->key().empty() ? 1 : kMicrosecond);
}

CpuLoad::CpuLoad(CpuOptions options, CpuAdjustments& adjustments, const FailureReport& report)
    : group_(std::move(options.group)), adjustments_(adjustments), ledger_(options.slice) {
  const auto run_step = [this](const Step& step, const std::stop_token& stop) { run(step, stop); };
  for (unsigned i = 0; i < options.burners; ++i) burners_.push_back(std::make_unique<Worker>("cpu", report, run_step));
}

// All end before the first is destroyed, since each reads the clocks of the others.
CpuLoad::~CpuLoad() {
  for (const auto& burner : burners_) burner->end();
}

void CpuLoad::begin(const Step& step) {
  if (!step.cpu) return;
  for (std::size_t i = 0; i < needed(step); ++i) burners_[i]->begin(step);
}

// Twice the threads that the target needs leaves each of them slack to catch up when it was kept waiting for a CPU.
std::size_t CpuLoad::needed(const Step& step) const {
  const auto wanted = static_cast<std::size_t>(std::ceil(std::max(0.0, *step.cpu) * 2));
  return std::clamp<std::size_t>(wanted, 1, burners_.size());
}

void CpuLoad::run(const Step& step, const std::stop_token& stop) {
  while (now() < step.end && !stop.stop_requested()) {
    const Slice slice = plan(step);
    if (slice.share > kNotWorthIt) burn(slice.share, slice.end, stop);
    sleep_until(stop, slice.end);
  }
  settle(step);
}

// The first burner that comes to a slice plans it for all: just then the others sleep, and the group's counter, which
// moves only at ticks and context switches, is up to date.
CpuLoad::Slice CpuLoad::plan(const Step& step) {
  std::lock_guard lock(mutex_);
  const Nanoseconds instant = now();
  const bool same_step = step_start_ == step.start && step_index_ == step.index;
  if (same_step && instant < slice_.end) return slice_;
  if (!same_step) ledger_.begin(step, use());
  step_index_ = step.index;
  step_start_ = step.start;
  if (const auto cores = adjustments_.of(step.index)) ledger_.adjust(*cores);
  const Nanoseconds end = ledger_.slice_end(instant);
  const auto sharers = static_cast<Nanoseconds>(needed(step));
  slice_ = {std::min(ledger_.owed(instant, use()) / sharers, end - instant), end};
  return slice_;
}

void CpuLoad::settle(const Step& step) {
  std::lock_guard lock(mutex_);
  if (step_start_ == step.start && step_index_ == step.index) ledger_.end(now(), use());
}

CpuUse CpuLoad::use() const {
  const Nanoseconds mine = burned();
  return {mine, group_ ? std::max<Nanoseconds>(0, group_->read() - mine) : 0};
}

Nanoseconds CpuLoad::burned() const {
  Nanoseconds sum = 0;
  for (const auto& burner : burners_) sum += read_clock(burner->cpu_clock());
  return sum;
}

}  // namespace vmlab
