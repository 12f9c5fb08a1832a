#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "system/clock.h"

namespace vmlab::stream {

/// Page requests that wait for their answers, in the order in which they were sent. Indexes lie together: each page of the precopy
/// stream is compared to all of them.
class InFlight {
 public:
  std::size_t size() const { return indexes_.size(); }

  void add(std::uint64_t index, Nanoseconds sent_at) {
    indexes_.push_back(index);
    sent_at_.push_back(sent_at);
  }

  /// When the first request of that page was sent, which is no longer in flight then.
  std::optional<Nanoseconds> take(std::uint64_t index) {
    const auto found = std::find(indexes_.begin(), indexes_.end(), index);
    if (found == indexes_.end()) return std::nullopt;
    const auto at = sent_at_.begin() + (found - indexes_.begin());
    const Nanoseconds sent = *at;
    indexes_.erase(found);
    sent_at_.erase(at);
    return sent;
  }

 private:
  std::vector<std::uint64_t> indexes_;
  std::vector<Nanoseconds> sent_at_;
};

}  // namespace vmlab::stream
