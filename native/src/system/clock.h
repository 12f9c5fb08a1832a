#pragma once

#include <cstdint>
#include <ctime>

namespace vmlab {

/// Nanoseconds, of CLOCK_MONOTONIC for an instant.
using Nanoseconds = std::int64_t;

constexpr Nanoseconds kMicrosecond = 1'000;
constexpr Nanoseconds kMillisecond = 1'000'000;
constexpr Nanoseconds kSecond = 1'000'000'000;

inline Nanoseconds read_clock(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return time.tv_sec * kSecond + time.tv_nsec;
}

inline Nanoseconds now() { return read_clock(CLOCK_MONOTONIC); }

}  // namespace vmlab
