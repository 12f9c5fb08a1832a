#include "columns/demand.h"

namespace vmlab {

Loop want_loop(const Columns& columns) {
  const double *demand = columns.column("demand"), *backlog = columns.column("backlog"), *limit = columns.column("limit");
  double* wanted = columns.column("want");
  return [=, count = columns.count()](const Numbers& numbers) {
    const double per_second = numbers[0];
    double* want = wanted;
#pragma GCC ivdep
    for (std::size_t vm = 0; vm < count; vm++) {
      const double asked = demand[vm] + backlog[vm] * per_second;
      const double most = limit[vm];
      const double bounded = asked < most ? asked : most;
      want[vm] = asked != asked ? 0 : bounded;
    }
    return 0.0;
  };
}

Loop leave_out_loop(const Columns& columns) {
  const double* demand = columns.column("demand");
  double* estimated = columns.column("estimate");
  return [=, count = columns.count()](const Numbers&) {
    double* estimate = estimated;
#pragma GCC ivdep
    for (std::size_t vm = 0; vm < count; vm++) {
      const double asked = demand[vm], next = estimate[vm];
      estimate[vm] = asked != asked ? 0 : next;
    }
    return 0.0;
  };
}

Loop ewma_loop(const Columns& columns) {
  const double* used = columns.column("used");
  double* estimated = columns.column("estimate");
  return [=, count = columns.count()](const Numbers& numbers) {
    const double alpha = numbers[0], rest = 1 - alpha;
    double* estimate = estimated;
#pragma GCC ivdep
    for (std::size_t vm = 0; vm < count; vm++) {
      const double value = used[vm], before = estimate[vm];
      const double next = alpha * value + rest * before;
      const double first = value == value ? value : before;
      estimate[vm] = next == next ? next : first;
    }
    return 0.0;
  };
}

}  // namespace vmlab
