#include "columns/rescoin.h"

#include <algorithm>

#include "columns/bounded.h"
#include "columns/water.h"

namespace vmlab {

namespace {

struct Market {
  const double *estimate, *promised, *at_least, *least, *most, *none, *weight;
  double *need, *grant, *lacking, *more;
  std::size_t count;
};

/** The growth rule: lib/sched/policy/need.ts. */
double grown(double estimate, double promised, double at_least) {
  const double unknown = estimate < 0 ? 0 : promised;
  const double guess = estimate >= 0 ? estimate : unknown;
  const double twice = 2 * at_least;
  const double growing = twice > promised ? twice : promised;
  const double greater = growing > guess ? growing : guess;
  return at_least >= 0 ? greater : guess;
}

struct Needs {
  double taken = 0, wanted = 0;
};

/** What each needs of its template goes into `grant`. */
Needs within_templates(const Market& market) {
  Needs sum;
  double *need = market.need, *grant = market.grant;
#pragma GCC ivdep
  for (std::size_t vm = 0; vm < market.count; vm++) {
    const double promised = market.promised[vm], least = market.least[vm];
    const double wants = bounded(grown(market.estimate[vm], promised, market.at_least[vm]), least, market.most[vm]);
    const double part = bounded(promised, least, wants);
    need[vm] = wants;
    grant[vm] = part;
    sum.taken += part;
    sum.wanted += wants;
  }
  return sum;
}

struct Granted {
  double granted = 0, lacking = 0;
};

struct Terms {
  double price;
  bool is_ample, is_published;
};

Granted spend(const Market& market, const Terms& terms) {
  Granted sum;
  double* grant = market.grant;
#pragma GCC ivdep
  for (std::size_t vm = 0; vm < market.count; vm++) {
    const double wants = market.need[vm], has = grant[vm];
    const double base = terms.is_published ? market.promised[vm] : has;
    const double bought = bounded(base + market.weight[vm] * terms.price, market.least[vm], market.most[vm]);
    const double gets = !terms.is_ample | (wants > has) ? bought : has;
    grant[vm] = gets;
    sum.granted += gets;
    sum.lacking += wants > gets ? wants - gets : 0;
  }
  return sum;
}

/** Those who got less than they need take what is left. */
void top_up(const Market& market, double left, double all_lacking) {
  if (all_lacking == 0 || left <= 1e-12 * all_lacking) return;  // a rest of rounding is none
  double *grant = market.grant, *lacking = market.lacking;
#pragma GCC ivdep
  for (std::size_t vm = 0; vm < market.count; vm++) {
    const double wants = market.need[vm], has = grant[vm];
    lacking[vm] = wants > has ? wants - has : 0;
  }
  const bool is_enough = left >= all_lacking;
  if (!is_enough) water_fill({left, market.weight, market.none, lacking, market.count}, market.more);
  const double* more = is_enough ? lacking : market.more;
#pragma GCC ivdep
  for (std::size_t vm = 0; vm < market.count; vm++) grant[vm] += more[vm];
}

void divide(const Market& market, double capacity, double weights, bool is_published) {
  const Needs sum = within_templates(market);
  if (sum.taken > capacity) {
    water_fill({capacity, market.grant, market.least, market.grant, market.count}, market.more);
    std::copy_n(market.more, market.count, market.grant);
    return;
  }
  const double price = (capacity - sum.taken) / weights;
  const Granted so_far = spend(market, {price, sum.wanted <= capacity, is_published});
  top_up(market, capacity - so_far.granted, so_far.lacking);
}

}  // namespace

Loop rescoin_loop(const Columns& columns) {
  const Market market{
      columns.column("estimate"), columns.column("template"), columns.column("atLeast"), columns.column("least"),
      columns.column("most"),     columns.column("none"),     columns.column("weight"),  columns.column("need"),
      columns.column("grant"),    columns.column("lacking"),  columns.column("more"),    columns.count(),
  };
  return [market](const Numbers& numbers) {
    divide(market, numbers[0], numbers[1], numbers[2] != 0);
    return 0.0;
  };
}

}  // namespace vmlab
