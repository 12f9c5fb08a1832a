#include "dirty/dirty_task.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "dirty/page_access.h"
#include "dirty/prefault.h"
#include "dirty/sequential_writer.h"
#include "dirty/settings.h"

namespace vmlab::dirty {

namespace {

// What is left over at the end is a report of its own from this on.
constexpr Nanoseconds kWorthReporting = 50 * kMillisecond;

double seconds(Nanoseconds time) { return static_cast<double>(time) / kSecond; }

bool idles(const Record& settings) { return settings.text("pattern", "sequential") == "once"; }

// Rethrown, as that is how an exception that was kept tells its type.
void tell_corruption(Record& record, const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const Corruption& found) {
    record.set("corrupted_page", static_cast<double>(found.page)).set("expected", found.expected * 1.0).set("found", found.found * 1.0);
  } catch (...) {
  }
}

Nanoseconds end_of(Nanoseconds start, const Record& settings) {
  if (!settings.has("duration")) return std::numeric_limits<Nanoseconds>::max();
  return start + std::llround(settings.number("duration") * kSecond);
}

}  // namespace

DirtyTask::DirtyTask(const Record& settings) : settings_(settings), memory_(memory_of(settings)) {
  for (std::size_t thread = 0; thread < threads_of(settings) && !idles(settings); thread++)
    dirtiers_.push_back(std::make_unique<Dirtier>(writer_of(settings, memory(), thread), pace_of(settings)));
  failures_.resize(dirtiers_.size());
}

void DirtyTask::stop() noexcept {
  stopped_ = true;
  alarm_.ring();
}

void DirtyTask::run(const Tell& tell) {
  prefault_all(tell);
  if (!stopped_) dirty(tell);
  const auto failure = std::find_if(failures_.begin(), failures_.end(), [](const auto& kept) { return kept != nullptr; });
  if (stopped_ && failure == failures_.end()) tell(result().set("type", "ended"));
  memory_.reset();
  if (failure != failures_.end()) std::rethrow_exception(*failure);
}

void DirtyTask::prefault_all(const Tell& tell) {
  const auto total = static_cast<double>(memory().size());
  prefault(memory(), stopped_, [&](std::size_t done) {
    tell(Record().set("type", "prefault").set("done_bytes", static_cast<double>(done)).set("total_bytes", total));
  });
}

void DirtyTask::dirty(const Tell& tell) {
  if (settings_.number("latencies", 0) != 0) clock_.emplace();
  start_ = now();
  end_ = end_of(start_, settings_);
  tell(Record().set("type", "start"));
  Nanoseconds reported = start_;
  {
    std::vector<std::jthread> threads;
    start_threads(threads);
    reported = report_seconds(tell);
  }
  end_ = std::min(end_, now());
  report(tell, reported, end_);
  for (const auto& dirtier : dirtiers_) totals_.add(dirtier->totals());
}

// A thread that cannot be started stops those that were: `threads` is joined by whoever made it.
void DirtyTask::start_threads(std::vector<std::jthread>& threads) {
  try {
    for (std::size_t index = 0; index < dirtiers_.size(); index++) threads.emplace_back([this, index] { run_dirtier(index); });
  } catch (...) {
    stop();
    throw;
  }
}

void DirtyTask::run_dirtier(std::size_t index) noexcept {
  try {
    dirtiers_[index]->run({start_, end_, stopped_, clock_ ? &*clock_ : nullptr});
  } catch (...) {
    failures_[index] = std::current_exception();
    stop();
  }
}

/// @return up to when
Nanoseconds DirtyTask::report_seconds(const Tell& tell) {
  Nanoseconds from = start_;
  while (from + kSecond < end_ && alarm_.wait_until(from + kSecond)) {
    report(tell, from, from + kSecond);
    from += kSecond;
  }
  alarm_.wait_until(end_);
  return from;
}

void DirtyTask::report(const Tell& tell, Nanoseconds from, Nanoseconds to) {
  Progress progress;
  for (const auto& dirtier : dirtiers_) progress.add(dirtier->take());
  done_.add(progress);
  if (dirtiers_.empty() || to - from < kWorthReporting) return;
  auto second = Record().set("type", "second").set("at", seconds(to - start_)).set("interval", seconds(to - from));
  second.set("pages", static_cast<double>(progress.pages));
  second.set("asleep", seconds(progress.asleep) / static_cast<double>(dirtiers_.size()));
  if (clock_) progress.latencies.tell(second, "latency");
  tell(std::move(second));
}

Record DirtyTask::result() const {
  Record result;
  result.set("elapsed", seconds(end_ - start_)).set("pages", static_cast<double>(done_.pages));
  result.set("cpu", seconds(totals_.cpu)).set("given_up_bytes", totals_.given_up * kStep);
  tell_windows(result);
  if (clock_) tell_latencies(result);
  for (const auto& failure : failures_)
    if (failure) tell_corruption(result, failure);
  return result;
}

void DirtyTask::tell_windows(Record& record) const {
  record.set("windows_judged", static_cast<double>(totals_.windows.judged));
  record.set("windows_even", static_cast<double>(totals_.windows.even));
  record.set("windows_kept", static_cast<double>(totals_.windows.kept));
}

void DirtyTask::tell_latencies(Record& record) const {
  done_.latencies.tell(record, "latency");
  record.set("clock", clock_->name()).set("clock_cost", clock_->cost() / kSecond);
}

}  // namespace vmlab::dirty
