#include "downtime/arrival_ledger.h"

#include <algorithm>

namespace vmlab::downtime {

ArrivalLedger::ArrivalLedger(Nanoseconds interval, Nanoseconds least_outage)
    : interval_(interval), least_outage_(least_outage), seen_(kWindow) {}

ArrivalLedger::Verdict ArrivalLedger::arrived(Nanoseconds at, const std::optional<Request>& request) {
  if (request && run_ != request->run) begin(at, *request);
  if (request && is_repeated(*request)) {
    duplicates_++;
    return {};
  }
  const auto found = request ? progress(*request) : Progress{};
  arrivals_++;
  Verdict verdict;
  if (const auto last = delays_.last()) {
    const Nanoseconds distance = std::max<Nanoseconds>(0, at - *last);
    distances_.record(static_cast<std::uint64_t>(distance));
    if (interval_ == 0) interval_ = std::max<Nanoseconds>(1, distance / static_cast<Nanoseconds>(1 + (found ? found->missing : 0)));
    if (found) verdict.outage = silence_until(at, *found);
  }
  if (verdict.outage && !outages_.add(*verdict.outage)) verdict.outage.reset();
  verdict.spike = delays_.arrived(at, found ? found->lateness : 0);
  return verdict;
}

/// A beacon that was started anew: the time between the two is its own.
void ArrivalLedger::begin(Nanoseconds at, const Request& request) {
  run_ = request.run;
  expected_ = request.sequence;
  last_sent_ = request.sent - (at - delays_.last().value_or(at));
  std::fill(seen_.begin(), seen_.end(), 0);
}

bool ArrivalLedger::is_repeated(const Request& request) {
  std::uint64_t& seen = seen_[request.sequence % kWindow];
  if (seen == request.sequence + 1) return true;
  seen = std::max(seen, request.sequence + 1);
  return false;
}

/// Nothing for one that a later one has overtaken.
std::optional<ArrivalLedger::Progress> ArrivalLedger::progress(const Request& request) {
  if (request.sequence < expected_) {
    reordered_++;
    if (missing_ > 0) missing_--;
    outages_.came(request.sequence);
    return {};
  }
  const std::uint64_t missing = request.sequence - expected_;
  if (interval_ == 0 && arrivals_ > 0) interval_ = std::max<Nanoseconds>(0, request.sent - last_sent_) / static_cast<Nanoseconds>(missing + 1);
  // In floating point, which no number from outside makes overflow.
  const double steady = static_cast<double>(interval_) * static_cast<double>(missing + 1);
  const double late = static_cast<double>(request.sent - last_sent_) - steady;
  const Progress progress{expected_, missing, interval_ == 0 || late < 0 ? 0 : static_cast<Nanoseconds>(late)};
  missing_ += missing;
  expected_ = request.sequence + 1;
  last_sent_ = request.sent;
  return progress;
}

std::optional<Outage> ArrivalLedger::silence_until(Nanoseconds at, const Progress& progress) const {
  const Nanoseconds due = *delays_.last() + interval_ + progress.lateness;
  const Nanoseconds start = std::min(due, at);
  if (progress.missing == 0 && at - due < interval_) return {};
  if (at - start < least_outage_) return {};
  return Outage{start, at, progress.first, progress.first + progress.missing, progress.missing, 0, true};
}

std::optional<Outage> ArrivalLedger::close(Nanoseconds at) {
  if (!delays_.last() || interval_ == 0) return {};
  const Nanoseconds start = *delays_.last() + interval_;
  if (at - start < std::max(interval_, least_outage_)) return {};
  const Outage outage{start, at, expected_, expected_, 0, 0, false};
  return outages_.add(outage) ? std::optional(outage) : std::nullopt;
}

void ArrivalLedger::tell(Record& record, Nanoseconds origin) const {
  record.set("received", arrivals_).set("lost", missing_).set("duplicates", duplicates_).set("reordered", reordered_);
  record.set("numbered", run_.has_value()).set("interval_ns", interval_);
  record.set("delay_maximum_ms", delays_.maximum()).set("delay_maximum_ns", delays_.longest());
  if (delays_.baseline()) record.set("baseline_ms", *delays_.baseline());
  distances_.tell(record, "distance");
  outages_.tell(record, origin);
}

}  // namespace vmlab::downtime
