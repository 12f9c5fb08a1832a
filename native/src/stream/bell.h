#pragma once

#include <atomic>

#include "system/clock.h"
#include "system/descriptor.h"

namespace vmlab::stream {

/// Wakes those who poll its descriptor, from any thread.
class Bell {
 public:
  static constexpr Nanoseconds kNever = INT64_MAX;

  Bell();
  void ring() noexcept;
  bool rung() const { return rung_.load(std::memory_order_relaxed); }
  /// Before looking at what it may have been rung for.
  void hush();
  /// False when it was rung first.
  bool wait_until(Nanoseconds instant) const;
  int number() const { return event_.number(); }

 private:
  Descriptor event_;
  std::atomic<bool> rung_ = false;
};

}  // namespace vmlab::stream
