#include "dirty/demand.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace vmlab::dirty {

Demand::Demand(std::vector<Nanoseconds> ends, const std::vector<double>& pages) : ends_(std::move(ends)), totals_(pages.size()) {
  std::partial_sum(pages.begin(), pages.end(), totals_.begin());
}

double Demand::until(Nanoseconds moment) const {
  if (ends_.empty()) return rate_ * static_cast<double>(moment) / kSecond;
  const auto step = static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), moment) - ends_.begin());
  if (step == ends_.size()) return totals_.back();
  const Nanoseconds begin = step == 0 ? 0 : ends_[step - 1];
  const double before = step == 0 ? 0 : totals_[step - 1];
  return before + (totals_[step] - before) * static_cast<double>(moment - begin) / static_cast<double>(ends_[step] - begin);
}

}  // namespace vmlab::dirty
