#include "dirty/dirtier.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "system/short_slice.h"

namespace vmlab::dirty {

namespace {

// Between two looks at the clock and at the wish to stop: some us, and where every page is a fault over a network, still under 100 ms.
constexpr std::size_t kStretch = 256;
// Each slice writes in its middle: so a thread that is up to 2.5 ms late still writes in the right slice, and in the right 10 ms. To wake up takes 5
// to 20 us of CPU time, so that shorter slices would cost more than the writes.
constexpr Nanoseconds kSlice = 5 * kMillisecond;
constexpr Nanoseconds kBearable = 1 * kMillisecond;

void sleep_until(Nanoseconds moment) {
  const timespec at{moment / kSecond, moment % kSecond};
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr);
}

}  // namespace

void Progress::add(const Progress& other) {
  pages += other.pages;
  asleep += other.asleep;
  latencies.merge(other.latencies);
}

void DirtierTotals::add(const DirtierTotals& other) {
  cpu += other.cpu;
  given_up += other.given_up;
  windows.judged += other.windows.judged;
  windows.even += other.windows.even;
  windows.kept += other.windows.kept;
}

Dirtier::Dirtier(std::unique_ptr<PageWriter> writer, std::optional<Pace> pace)
    : writer_(std::move(writer)), pace_(std::move(pace)) {}

void Dirtier::run(const Span& span) {
  start_ = span.start;
  end_ = span.end - span.start;
  stopped_ = &span.stopped;
  clock_ = span.clock;
  const Nanoseconds cpu = read_clock(CLOCK_THREAD_CPUTIME_ID);
  pace_ ? run_paced() : run_unlimited();
  totals_.cpu = read_clock(CLOCK_THREAD_CPUTIME_ID) - cpu;
  totals_.windows = windows_.counts();
}

Progress Dirtier::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(progress_, Progress());
}

void Dirtier::run_unlimited() {
  while (!over(now() - start_)) write(kStretch);
}

void Dirtier::run_paced() {
  wake_at_the_instant();
  ask_for_short_slices();
  for (std::int64_t slice = 0; !over(last_look_); slice++) {
    wait_for(std::min(slice * kSlice + kSlice / 2, end_));
    slice = std::max(slice, last_look_ / kSlice);
    catch_up(slice);
  }
}

void Dirtier::wait_for(Nanoseconds moment) {
  if (moment <= last_look_) return;
  const Nanoseconds asleep_from = last_look_;
  sleep_until(start_ + moment);
  last_look_ = moment;  // to be kept from running is to be later than this
  const Nanoseconds woken = look();
  const std::lock_guard lock(mutex_);
  progress_.asleep += woken - asleep_from;
}

/// Writes what is due by the end of the slice.
void Dirtier::catch_up(std::int64_t slice) {
  while (!over(last_look_)) {
    const double due = pace_->until(std::min((slice + 1) * kSlice, end_)) - static_cast<double>(written_);
    if (due < 0.5) return;
    const auto pages = std::min<std::size_t>(kStretch, static_cast<std::size_t>(std::llround(due)));
    write(pages);
    slice = std::max(slice, look() / kSlice);
    windows_.wrote(last_look_, pages, *pace_);
    totals_.given_up += pace_->give_up(last_look_, written_);
  }
}

/// The time; where much of it has passed since the last look, the thread was kept from running.
Nanoseconds Dirtier::look() {
  const Nanoseconds before = std::exchange(last_look_, now() - start_);
  if (last_look_ - before > kBearable) {
    windows_.kept(before, last_look_, *pace_);
    pace_->missed(last_look_, written_);
  }
  return last_look_;
}

void Dirtier::write(std::size_t pages) {
  const std::lock_guard lock(mutex_);
  if (clock_ != nullptr) writer_->write_timed(pages, {*clock_, progress_.latencies});
  else writer_->write(pages);
  progress_.pages += pages;
  written_ += pages;
}

}  // namespace vmlab::dirty
