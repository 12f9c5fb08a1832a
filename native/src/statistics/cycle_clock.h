#pragma once

#include <cstdint>
#include <string>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

#include "system/clock.h"

namespace vmlab {

/// Time in the cheapest way that is true: the CPU's time-stamp counter where it runs at one rate in all states and the kernel trusts it
/// itself, else CLOCK_MONOTONIC. Made once and shared: its constructor takes some 20 ms to learn the counter's rate.
class CycleClock {
 public:
  CycleClock();

  /// A stamp in ticks of its own. What stands before it in the program is done, loads and faults too, when the stamp is taken.
  std::uint64_t read() const {
#if defined(__x86_64__)
    if (cycles_) {
      _mm_lfence();
      return __rdtsc();
    }
#endif
    return static_cast<std::uint64_t>(now());
  }

  /// Between two stamps, in ns. CPUs may differ by some cycles: never under 0.
  std::uint64_t between(std::uint64_t before, std::uint64_t after) const {
    if (after <= before) return 0;
    return static_cast<std::uint64_t>(static_cast<unsigned __int128>(after - before) * scale_ >> kFraction);
  }

  /// `tsc` or `clock_gettime`.
  std::string name() const { return cycles_ ? "tsc" : "clock_gettime"; }
  /// What a stamp itself costs, in ns: the median distance of two with nothing between.
  double cost() const { return cost_; }

 private:
  static constexpr int kFraction = 32;

  bool cycles_;
  std::uint64_t scale_ = std::uint64_t{1} << kFraction;  // ns a tick, in units of 2^-32
  double cost_ = 0;
};

}  // namespace vmlab
