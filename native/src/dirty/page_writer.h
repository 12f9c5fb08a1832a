#pragma once

#include <cstddef>
#include <cstdint>

#include "statistics/cycle_clock.h"
#include "statistics/latency_histogram.h"

namespace vmlab::dirty {

/// Where the latencies of accesses go.
struct LatencyProbe {
  const CycleClock& clock;
  LatencyHistogram& histogram;
};

/// Times a row of accesses, each from the end of the one before.
class Stopwatch {
 public:
  explicit Stopwatch(LatencyProbe probe) : probe_(probe), before_(probe.clock.read()) {}

  void lap() {
    const std::uint64_t after = probe_.clock.read();
    probe_.histogram.record(probe_.clock.between(before_, after));
    before_ = after;
  }

 private:
  LatencyProbe probe_;
  std::uint64_t before_;
};

/// Dirties pages one after another, in an order of its own. Used by one thread.
class PageWriter {
 public:
  virtual ~PageWriter() = default;
  virtual void write(std::size_t pages) = 0;
  /// The same, with each access timed: from the end of the one before (so all that delays it counts) to when its byte has been read and
  /// its store has passed all faults. No page is fetched ahead, so that what is timed is what an access takes.
  virtual void write_timed(std::size_t pages, LatencyProbe probe) = 0;
};

}  // namespace vmlab::dirty
