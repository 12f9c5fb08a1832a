#pragma once

#include <cstdint>
#include <mutex>
#include <utility>

#include "statistics/latency_histogram.h"

namespace vmlab::stream {

/// What went over a connection in some time.
struct Traffic {
  std::uint64_t bytes = 0;            // of all messages, headers too
  std::uint64_t pages = 0;            // all of them
  std::uint64_t requested_pages = 0;  // those among them that were asked for
  LatencyHistogram latency;

  void merge(const Traffic& other) {
    bytes += other.bytes;
    pages += other.pages;
    requested_pages += other.requested_pages;
    latency.merge(other.latency);
  }
};

/// Counted by one thread, taken by another.
class TrafficMeter {
 public:
  template <typename Count>
  void count(Count count) {
    const std::lock_guard lock(mutex_);
    count(traffic_);
  }

  /// What was counted since the last time. The histogram is made before the lock is taken, since that takes longer than a request.
  Traffic take() {
    Traffic taken;
    const std::lock_guard lock(mutex_);
    std::swap(taken, traffic_);
    return taken;
  }

 private:
  std::mutex mutex_;
  Traffic traffic_;
};

}  // namespace vmlab::stream
