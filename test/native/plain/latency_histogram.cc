#include "statistics/latency_histogram.h"

#include "check.h"

using vmlab::LatencyHistogram;

namespace {

/// The first value of a bin, by the layout that the header describes.
std::uint64_t first_of(std::size_t bin) {
  if (bin < LatencyHistogram::kDivisions) return bin;
  const auto power = bin / LatencyHistogram::kDivisions - 1;
  return (LatencyHistogram::kDivisions + bin % LatencyHistogram::kDivisions) << power;
}

void covers_without_holes() {
  for (std::size_t bin = 0; bin + 1 < LatencyHistogram::kBins; bin++) {
    check::equal(LatencyHistogram::bin(first_of(bin)), bin, "bin of its first value");
    check::equal(LatencyHistogram::bin(first_of(bin + 1) - 1), bin, "bin of its last value");
  }
}

void is_true_to_a_thousandth() {
  for (std::size_t bin = LatencyHistogram::kDivisions; bin + 1 < LatencyHistogram::kBins; bin++) {
    const double width = static_cast<double>(first_of(bin + 1) - first_of(bin));
    check::that(width <= static_cast<double>(first_of(bin)) / 1000, "bin " + std::to_string(bin) + " is too wide");
  }
}

void has_powers_of_two_of_microseconds_as_edges() {
  for (std::uint64_t microseconds = 1; microseconds < 1ULL << 31; microseconds *= 2)
    check::equal(LatencyHistogram::bin(microseconds * 1000) % LatencyHistogram::kDivisions, 0U, "place in its power");
}

void counts_what_is_above_in_the_last() {
  check::equal(LatencyHistogram::bin(~0ULL), LatencyHistogram::kBins - 1, "bin");
}

void merges_without_loss() {
  LatencyHistogram one;
  LatencyHistogram other;
  LatencyHistogram both;
  std::uint64_t value = 1;
  for (int index = 0; index < 10'000; index++) {
    value = value * 6364136223846793005ULL + 1442695040888963407ULL;  // Knuth's MMIX generator
    const std::uint64_t latency = value >> (24 + value % 36);
    (index % 3 == 0 ? one : other).record(latency);
    both.record(latency);
  }
  one.merge(other);
  vmlab::Record merged;
  vmlab::Record direct;
  one.tell(merged, "x");
  both.tell(direct, "x");
  check::that(merged.numbers("x_bins") == direct.numbers("x_bins"), "the bins differ");
  check::that(merged.numbers("x_counts") == direct.numbers("x_counts"), "the counts differ");
  check::equal(merged.number("x_total_ns"), direct.number("x_total_ns"), "total");
  check::equal(merged.number("x_maximum_ns"), direct.number("x_maximum_ns"), "maximum");
}

}  // namespace

int main() {
  return check::Suite()
      .test("its bins cover all latencies without a hole", covers_without_holes)
      .test("a bin is no wider than a thousandth of what it holds", is_true_to_a_thousandth)
      .test("powers of two of microseconds are edges", has_powers_of_two_of_microseconds_as_edges)
      .test("what is above the last bin is counted in it", counts_what_is_above_in_the_last)
      .test("histograms merge without loss", merges_without_loss)
      .end();
}
