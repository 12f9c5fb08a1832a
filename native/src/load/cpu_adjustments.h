#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

namespace vmlab {

/// CPU targets that are changed after their step was told, by whoever sees more than this machine does. The last word counts.
class CpuAdjustments {
 public:
  void put(std::int64_t step, double cores) {
    std::lock_guard lock(mutex_);
    cores_[step] = cores;
  }

  /// What a step was changed to, if it was. What was said of steps before it is forgotten.
  std::optional<double> of(std::int64_t step) {
    std::lock_guard lock(mutex_);
    cores_.erase(cores_.begin(), cores_.lower_bound(step));
    const auto found = cores_.find(step);
    return found == cores_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::mutex mutex_;
  std::map<std::int64_t, double> cores_;
};

}  // namespace vmlab
