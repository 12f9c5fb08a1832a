#pragma once

#include <cstdint>
#include <ctime>
#include <stop_token>

namespace vmlab {

/// Nanoseconds, of CLOCK_MONOTONIC for an instant.
using Nanoseconds = std::int64_t;

constexpr Nanoseconds kMicrosecond = 1'000;
constexpr Nanoseconds kMillisecond = 1'000'000;
constexpr Nanoseconds kSecond = 1'000'000'000;

Nanoseconds read_clock(clockid_t clock);
Nanoseconds now();

/// Sleeps to an absolute instant. False when the stop came first.
bool sleep_until(const std::stop_token& stop, Nanoseconds instant);

}  // namespace vmlab
