#pragma once

#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>

#include "downtime/address.h"
#include "system/clock.h"
#include "system/record.h"

namespace vmlab::downtime {

/// A length, which is told in s; 0 unless told.
inline Nanoseconds length_of(const Record& settings, const std::string& name) { return std::llround(settings.number(name, 0) * kSecond); }

/// Between two sends. Throws std::invalid_argument for none: what is sent is counted by it.
inline Nanoseconds interval_of(const Record& settings) {
  const Nanoseconds interval = length_of(settings, "interval");
  if (interval > 0) return interval;
  throw std::invalid_argument("expected an interval above 0");
}

/// `address` and `port`: whom to send to, or where to listen.
inline Address address_of(const Record& settings) {
  return {settings.text("address"), static_cast<std::uint16_t>(settings.number("port"))};
}

/// When it ends by itself, `duration` after its start; never unless that is told.
inline Nanoseconds end_of(Nanoseconds start, const Record& settings) {
  const Nanoseconds duration = length_of(settings, "duration");
  return duration == 0 ? std::numeric_limits<Nanoseconds>::max() : start + duration;
}

inline double since_1970() { return static_cast<double>(read_clock(CLOCK_REALTIME)) / kSecond; }  // s

inline std::uint64_t random_run() {
  std::random_device random;
  return std::uint64_t{random()} << 32 | random();
}

}  // namespace vmlab::downtime
