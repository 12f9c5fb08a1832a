#include "statistics/latency_histogram.h"

#include <algorithm>

namespace vmlab {

void LatencyHistogram::merge(const LatencyHistogram& other) {
  for (std::size_t bin = 0; bin < kBins; bin++) counts_[bin] += other.counts_[bin];
  count_ += other.count_;
  total_ += other.total_;
  maximum_ = std::max(maximum_, other.maximum_);
}

void LatencyHistogram::clear() {
  if (count_ != 0) *this = LatencyHistogram();
}

void LatencyHistogram::tell(Record& record, const std::string& prefix) const {
  std::vector<double> bins;
  std::vector<double> counts;
  for (std::size_t bin = 0; bin < kBins; bin++) {
    if (counts_[bin] == 0) continue;
    bins.push_back(static_cast<double>(bin));
    counts.push_back(static_cast<double>(counts_[bin]));
  }
  record.set(prefix + "_bins", std::move(bins)).set(prefix + "_counts", std::move(counts));
  record.set(prefix + "_count", static_cast<double>(count_)).set(prefix + "_total_ns", static_cast<double>(total_));
  record.set(prefix + "_maximum_ns", static_cast<double>(maximum_));
}

}  // namespace vmlab
