#include "clock.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace vmlab {

// libstdc++'s steady_clock is CLOCK_MONOTONIC, and its timed waits are absolute.
bool sleep_until(const std::stop_token& stop, Nanoseconds instant) {
  if (now() >= instant) return !stop.stop_requested();
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  const std::chrono::steady_clock::time_point wake{std::chrono::nanoseconds(instant)};
  never.wait_until(lock, stop, wake, [] { return false; });
  return !stop.stop_requested();
}

}  // namespace vmlab
