#include "columns/outcome.h"

#include <limits>

namespace vmlab {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kRounding = 1 - 1e-9;

/** Of one VM. */
struct Sums {
  double demand, use, want, unmet, under, absent;
};

}  // namespace

Loop use_loop(const Columns& columns) {
  const double *want = columns.column("want"), *grant = columns.column("grant");
  double* uses = columns.column("used");
  return [=, count = columns.count()](const Numbers& numbers) {
    const double capacity = numbers[0];
    double* used = uses;
    double granted = 0, total = 0, wrong = 0;
#pragma GCC ivdep
    for (std::size_t vm = 0; vm < count; vm++) {
      const double most = grant[vm], asked = want[vm];
      const double use = asked < most ? asked : most;
      wrong += most >= 0 ? 0 : 1;
      used[vm] = use;
      granted += most;
      total += use;
    }
    if (wrong > 0) return kNone;
    if (total > capacity) {
      const double part = capacity / total;
#pragma GCC ivdep
      for (std::size_t vm = 0; vm < count; vm++) used[vm] *= part;
    }
    return granted;
  };
}

Loop carry_over_loop(const Columns& columns) {
  const double *demand = columns.column("demand"), *used = columns.column("used");
  double* waiting = columns.column("backlog");
  return [=, count = columns.count()](const Numbers& numbers) {
    const double seconds = numbers[0];
    double* backlog = waiting;
#pragma GCC ivdep
    for (std::size_t vm = 0; vm < count; vm++) {
      const double before = backlog[vm];
      const double left = before + (demand[vm] - used[vm]) * seconds;
      const double waits = left > 0 ? left : 0;
      backlog[vm] = left != left ? before : waits;
    }
    return 0.0;
  };
}

Loop add_up_loop(const Columns& columns) {
  const double *demand = columns.column("demand"), *want = columns.column("want"), *promised = columns.column("template");
  double *use = columns.column("used"), *least = columns.column("atLeast");
  double *demanded = columns.column("demands"), *consumed = columns.column("uses"), *wanted = columns.column("wants");
  double *lacked = columns.column("unmet"), *below = columns.column("under"), *away = columns.column("absent");
  return [=, count = columns.count()](const Numbers& numbers) {
    const double seconds = numbers[0];
    double *used = use, *at_least = least, *demands = demanded, *uses = consumed;
    double *wants = wanted, *unmet = lacked, *under = below, *absent = away;
#pragma GCC ivdep
    for (std::size_t vm = 0; vm < count; vm++) {
      const double asks = demand[vm], uses_now = used[vm], wants_now = want[vm], promise = promised[vm];
      const bool is_absent = asks != asks;
      const double due = wants_now < promise ? wants_now : promise;
      const double held = uses_now < wants_now ? uses_now : kNone;
      const double lacking = uses_now < asks ? (asks - uses_now) * seconds : 0;
      const double below_it = uses_now < due * kRounding ? seconds : 0;
      // Read whether or not they are wanted: processors can do several VMs at once only where there is no choice but of values.
      const Sums before{demands[vm], uses[vm], wants[vm], unmet[vm], under[vm], absent[vm]};
      used[vm] = is_absent ? kNone : uses_now;
      at_least[vm] = is_absent ? kNone : held;
      demands[vm] = is_absent ? before.demand : before.demand + asks * seconds;
      uses[vm] = is_absent ? before.use : before.use + uses_now * seconds;
      wants[vm] = is_absent ? before.want : before.want + wants_now * seconds;
      unmet[vm] = is_absent ? before.unmet : before.unmet + lacking;
      under[vm] = is_absent ? before.under : before.under + below_it;
      absent[vm] = is_absent ? before.absent + seconds : before.absent;
    }
    return 0.0;
  };
}

}  // namespace vmlab
