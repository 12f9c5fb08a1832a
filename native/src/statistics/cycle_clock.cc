#include "statistics/cycle_clock.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <thread>
#include <vector>

namespace vmlab {

namespace {

constexpr std::chrono::milliseconds kCalibration{20};
constexpr int kTries = 16;
constexpr std::size_t kPairs = 4096;

struct Instant {
  std::uint64_t ticks;
  Nanoseconds time;
};

bool has_word(const std::string& line, const std::string& word) { return (' ' + line + ' ').find(' ' + word + ' ') != std::string::npos; }

std::string first_line(const std::string& path, const std::string& beginning = "") {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(beginning)) return line;
  return {};
}

// Between virtual CPUs and in sleep states as well: where the kernel saw it go wrong it has left `tsc` for another clock source.
bool invariant_counter() {
#if defined(__x86_64__)
  const std::string flags = first_line("/proc/cpuinfo", "flags");
  const std::string source = first_line("/sys/devices/system/clocksource/clocksource0/current_clocksource");
  return has_word(flags, "constant_tsc") && has_word(flags, "nonstop_tsc") && (source == "tsc" || source == "kvm-clock");
#else
  return false;
#endif
}

// Both clocks at one instant: the closest of some tries, as an interruption between the two would count as time.
Instant both(const CycleClock& clock) {
  Instant best{};
  std::uint64_t closest = std::numeric_limits<std::uint64_t>::max();
  for (int attempt = 0; attempt < kTries; attempt++) {
    const std::uint64_t before = clock.read();
    const Nanoseconds time = now();
    const std::uint64_t after = clock.read();
    if (after - before >= closest) continue;
    closest = after - before;
    best = {before + closest / 2, time};
  }
  return best;
}

double nanoseconds_a_tick(const CycleClock& clock) {
  const Instant begin = both(clock);
  std::this_thread::sleep_for(kCalibration);
  const Instant end = both(clock);
  return static_cast<double>(end.time - begin.time) / static_cast<double>(end.ticks - begin.ticks);
}

// Over a row of stamps: one pair alone would be no finer than the counter, which moves in steps of 10 ns on some CPUs.
double median_pair(const CycleClock& clock) {
  constexpr std::size_t kRow = 16;
  std::vector<std::uint64_t> rows(kPairs / kRow);
  for (auto& row : rows) {
    const std::uint64_t before = clock.read();
    for (std::size_t stamp = 1; stamp < kRow; stamp++) clock.read();
    row = clock.between(before, clock.read());
  }
  std::nth_element(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2), rows.end());
  return static_cast<double>(rows[rows.size() / 2]) / kRow;
}

}  // namespace

CycleClock::CycleClock() : cycles_(invariant_counter()) {
  if (cycles_) scale_ = static_cast<std::uint64_t>(nanoseconds_a_tick(*this) * static_cast<double>(scale_));
  cost_ = median_pair(*this);
}

}  // namespace vmlab
