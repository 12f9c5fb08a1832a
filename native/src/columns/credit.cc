#include "columns/credit.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vmlab {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/** Of credit; debts count as 0. */
double square(double part) {
  const double twice = part + std::abs(part);
  return 0.25 * twice * twice;
}

}  // namespace

Loop earn_loop(const Columns& columns) {
  const double *promised = columns.column("template"), *used = columns.column("used");
  double* earned_so_far = columns.column("credit");
  const auto window = columns.table("window");
  return [=, count = columns.count()](const Numbers& numbers) {
    const auto slot = static_cast<std::size_t>(numbers[0]);
    if (count == 0 || slot >= window.size() / count) return 0.0;
    double *credit = earned_so_far, *oldest = window.data() + slot * count;
#pragma GCC ivdep
    for (std::size_t vm = 0; vm < count; vm++) {
      const double left = promised[vm] - used[vm];
      const double earned = std::abs(left) < kInfinity ? left : 0;
      credit[vm] += earned - oldest[vm];
      oldest[vm] = earned;
    }
    return 0.0;
  };
}

Loop weights_loop(const Columns& columns) {
  const double *cpu = columns.column("cpu"), *memory = columns.column("memory");
  const double *read = columns.column("read"), *write = columns.column("write");
  double* weights = columns.column("weight");
  return [=, count = columns.count()](const Numbers& scale) {
    double* weight = weights;
    double total = 0;
#pragma GCC ivdep
    for (std::size_t vm = 0; vm < count; vm++) {
      const double disk = square(read[vm] * scale[2]) + square(write[vm] * scale[3]);
      const double norm = std::sqrt(square(cpu[vm] * scale[0]) + square(memory[vm] * scale[1]) + disk);
      weight[vm] = norm;
      total += norm;
    }
    if (total > 0) return total;
    std::fill_n(weight, count, 1);
    return static_cast<double>(count);
  };
}

}  // namespace vmlab
