#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "system/clock.h"
#include "system/record.h"

namespace vmlab::downtime {

/// A time in which nothing came of what should have. Instants of CLOCK_MONOTONIC; sequence numbers of what was missing when it ended.
struct Outage {
  Nanoseconds start = 0;
  Nanoseconds end = 0;
  std::uint64_t first = 0;
  std::uint64_t after = 0;      // one behind the last
  std::uint64_t lost = 0;       // of those: less the ones that came after all
  std::uint64_t unwatched = 0;  // deadlines within that this side missed itself
  bool over = true;             // false: the measurement ended first
};

/// All of a run, in their order.
class Outages {
 public:
  /// So many are kept and told of; all are counted. A peer that leaves out every other number makes one of each datagram: who reads them
  /// may be slower than it, and they would wait for him without end.
  static constexpr std::size_t kMost = 100'000;

  /// False where it is counted only.
  bool add(const Outage& outage) {
    count_++;
    total_ += outage.end - outage.start;
    longest_ = std::max(longest_, outage.end - outage.start);
    if (outages_.size() == kMost) return false;
    outages_.push_back(outage);
    return true;
  }

  /// What an outage had missed came after all.
  void came(std::uint64_t sequence) {
    for (auto outage = outages_.rbegin(); outage != outages_.rend() && outage->after > sequence; ++outage)
      if (outage->first <= sequence && outage->lost > 0) outage->lost--;
  }

  bool ended_open() const { return !outages_.empty() && !outages_.back().over; }

  /// `outages`, `outage_total_ns`, `outage_longest_ns`, and of each `outage_start` … in columns; instants in ns after an origin.
  void tell(Record& record, Nanoseconds origin) const;

 private:
  std::vector<Outage> outages_;
  std::uint64_t count_ = 0;
  Nanoseconds total_ = 0;
  Nanoseconds longest_ = 0;
};

/// One, as it ends.
Record told(const Outage& outage, Nanoseconds origin);

}  // namespace vmlab::downtime
