#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "system/record.h"

namespace vmlab {

/// Counts of latencies from 1 ns to 73 minutes in bins that are never wider than a thousandth of what they hold (three digits, as
/// HdrHistogram keeps them), so that percentiles are true to 0.1 % and histograms merge without loss.
///
/// Under 1 us a bin is 1 ns wide. Above, each power of two of microseconds is cut into a thousand: so 1, 2, 4 … us are edges of bins, and
/// mig_mon's power-of-two buckets are sums of whole bins.
class LatencyHistogram {
 public:
  static constexpr std::uint64_t kDivisions = 1000;
  static constexpr int kPowers = 32;
  static constexpr std::size_t kBins = kDivisions * (kPowers + 1);

  LatencyHistogram() : counts_(kBins) {}

  void record(std::uint64_t nanoseconds, std::uint64_t times = 1) {
    counts_[bin(nanoseconds)] += times;
    count_ += times;
    total_ += nanoseconds * times;
    if (nanoseconds > maximum_) maximum_ = nanoseconds;
  }

  void merge(const LatencyHistogram& other);
  void clear();

  std::uint64_t count() const { return count_; }
  std::uint64_t maximum() const { return maximum_; }  // ns
  double average() const { return count_ == 0 ? 0 : static_cast<double>(total_) / static_cast<double>(count_); }  // ns

  /// `PREFIX_bins` (numbers of the bins that hold any, ascending), `PREFIX_counts`, `PREFIX_count`, `PREFIX_total_ns`, `PREFIX_maximum_ns`.
  void tell(Record& record, const std::string& prefix) const;

  /// The bin of a latency: what is above the last is counted in the last.
  static std::size_t bin(std::uint64_t nanoseconds) {
    if (nanoseconds < kDivisions) return nanoseconds;
    const int power = std::bit_width(nanoseconds / kDivisions) - 1;
    if (power >= kPowers) return kBins - 1;
    return kDivisions * static_cast<std::size_t>(power + 1) + ((nanoseconds - (kDivisions << power)) >> power);
  }

 private:
  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
  std::uint64_t total_ = 0;  // ns
  std::uint64_t maximum_ = 0;
};

}  // namespace vmlab
