#include "downtime/reply_ledger.h"

#include <algorithm>

namespace vmlab::downtime {

namespace {

std::uint64_t positive(Nanoseconds length) { return static_cast<std::uint64_t>(std::max<Nanoseconds>(0, length)); }

/// A client that stood still for an hour missed millions of deadlines: they are counted in so many groups at most.
constexpr std::uint64_t kMostGroups = 1000;

}  // namespace

ReplyLedger::ReplyLedger(const Rules& rules) : rules_(rules), window_(kWindow) {}

std::uint64_t ReplyLedger::sent(const Turn& turn) {
  if (next_ == expected_) expected_at_ = turn.at;
  entry(next_) = {turn, false};
  return next_++;
}

ReplyLedger::Verdict ReplyLedger::answered(std::uint64_t sequence, Nanoseconds arrived) {
  if (sequence >= next_ || next_ - sequence > kWindow) {
    unknown_++;
    return {};
  }
  Entry& request = entry(sequence);
  if (request.answered) {
    duplicates_++;
    return {};
  }
  request.answered = true;
  Verdict verdict;
  verdict.round_trip = count(request.turn, arrived);
  const bool overtaken = sequence < expected_;
  const Nanoseconds own = overtaken ? 0 : request.turn.late();
  if (overtaken) {
    reordered_++;
    outages_.came(sequence);
  } else {
    verdict.outage = silence_until(sequence, arrived, own);
    if (verdict.outage && !outages_.add(*verdict.outage)) verdict.outage.reset();
    expected_ = sequence + 1;
    if (expected_ < next_) expected_at_ = entry(expected_).turn.at;
  }
  proven_ = std::max(proven_, arrived - least_round_trip_);
  verdict.spike = delays_.arrived(arrived, own);
  return verdict;
}

Nanoseconds ReplyLedger::count(const Turn& turn, Nanoseconds arrived) {
  const Nanoseconds taken = std::max<Nanoseconds>(0, arrived - turn.at);
  answers_++;
  least_round_trip_ = std::min(least_round_trip_, taken);
  round_trip_.record(positive(taken));
  if (taken > rules_.interval) overdue_++;
  // Coordinated omission: the deadlines that were missed would have waited for the same answer, each from its own instant on.
  const std::uint64_t group = turn.skipped / kMostGroups + 1;
  corrected_.record(positive(arrived - turn.intended));
  for (std::uint64_t missed = 1; missed <= turn.skipped; missed += group)
    corrected_.record(positive(arrived - turn.intended - rules_.interval * static_cast<Nanoseconds>(missed)), std::min(group, turn.skipped - missed + 1));
  return taken;
}

std::optional<Outage> ReplyLedger::silence_until(std::uint64_t sequence, Nanoseconds arrived, Nanoseconds own_lateness) const {
  const std::uint64_t missing = sequence - expected_;
  const Nanoseconds start = silence_start();
  const Nanoseconds end = std::max(start, arrived - least_round_trip_);
  // The first answer has none before it: how long the way is, it alone can tell.
  const Nanoseconds apart = arrived - delays_.last().value_or(arrived) - own_lateness;
  if (missing == 0 && apart < 2 * rules_.interval) return {};
  if (end - start < rules_.least_outage) return {};
  return Outage{start, end, expected_, sequence, missing, unwatched(expected_, sequence), true};
}

std::uint64_t ReplyLedger::unwatched(std::uint64_t first, std::uint64_t last) const {
  std::uint64_t skipped = 0;
  // The one that ended it may have been sent late: what that missed lies before it, as of those between.
  for (std::uint64_t sequence = std::max(first + 1, last < kWindow ? 0 : last + 1 - kWindow); sequence <= last; sequence++)
    skipped += window_[sequence % kWindow].turn.skipped;
  return skipped;
}

Nanoseconds ReplyLedger::silence_start() const { return std::max(expected_at_, proven_); }

std::optional<Outage> ReplyLedger::close(Nanoseconds at) {
  const std::uint64_t missing = next_ - expected_;
  const Nanoseconds start = silence_start();
  const Nanoseconds patience = 2 * (rules_.interval + (answers_ > 0 ? least_round_trip_ : 0));
  if (missing == 0 || at - start < std::max(patience, rules_.least_outage)) {
    pending_ = missing;
    return {};
  }
  const Outage outage{start, at, expected_, next_, missing, unwatched(expected_, next_ - 1), false};
  return outages_.add(outage) ? std::optional(outage) : std::nullopt;
}

void ReplyLedger::tell(Record& record, Nanoseconds origin) const {
  record.set("sent", next_).set("answered", answers_).set("pending", pending_).set("lost", next_ - answers_ - pending_);
  record.set("duplicates", duplicates_).set("reordered", reordered_).set("overdue", overdue_).set("unknown", unknown_);
  record.set("delay_maximum_ms", delays_.maximum()).set("delay_maximum_ns", delays_.longest());
  if (delays_.baseline()) record.set("baseline_ms", *delays_.baseline());
  round_trip_.tell(record, "round_trip");
  corrected_.tell(record, "corrected");
  outages_.tell(record, origin);
}

}  // namespace vmlab::downtime
