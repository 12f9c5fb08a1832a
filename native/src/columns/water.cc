#include "columns/water.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

#include "columns/bounded.h"

namespace vmlab {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/** Vessels that are full at `low`, or hold no more than their least at `high`, are settled: the level is between. */
struct Round {
  double low, high, level;
};

double first_level(const Water& water) {
  double width = 0, room = 0;
#pragma GCC ivdep
  for (std::size_t vm = 0; vm < water.count; vm++) {
    const double top = water.weight[vm] == 0 ? 0 : water.most[vm], bottom = water.least[vm];
    width += water.weight[vm];
    room += top > bottom ? top : bottom;
  }
  return water.amount >= room || width == 0 ? kInfinity : water.amount / width;
}

/** Bounds that a level breaks. */
struct Broken {
  double settled = 0, free = 0, under = 0, under_width = 0, over = 0, over_width = 0, count = 0;
};

/** Adds 0 where nothing is to be added: a processor cannot foresee which way a branch would go. */
Broken broken_by(const Round& round, const Water& water) {
  Broken sum;
#pragma GCC ivdep
  for (std::size_t vm = 0; vm < water.count; vm++) {
    const double width = water.weight[vm], bottom = water.least[vm], most = water.most[vm];
    const double top = most > bottom ? most : bottom;
    const double height = width * round.level;
    const bool is_under = height < bottom, is_over = !is_under & (height > top);
    const bool was_under = is_under & (width * round.high < bottom), was_over = is_over & (width * round.low > top);
    const bool goes_under = is_under & !was_under, goes_over = is_over & !was_over;
    sum.count += goes_under | goes_over ? 1 : 0;
    sum.settled += was_under ? bottom : was_over ? top : 0;
    sum.under += goes_under ? bottom : 0;
    sum.under_width += goes_under ? width : 0;
    sum.over += goes_over ? top : 0;
    sum.over_width += goes_over ? width : 0;
    sum.free += is_under | is_over ? 0 : width;
  }
  return sum;
}

double shared(double amount, double width, double level) {
  if (!(width > 0)) return level;
  return (amount > 0 ? amount : 0) / width;
}

std::optional<Round> settle(const Round& round, const Water& water) {
  const Broken sum = broken_by(round, water);
  if (sum.count == 0) return {};
  const double lacking = sum.under - sum.under_width * round.level;
  const double spilling = sum.over_width * round.level - sum.over;
  if (lacking > spilling)
    return Round{round.low, round.level, shared(water.amount - sum.settled - sum.under, sum.free + sum.over_width, round.level)};
  return Round{round.level, round.high, shared(water.amount - sum.settled - sum.over, sum.free + sum.under_width, round.level)};
}

void fill_to(double level, const Water& water, double* into) {
#pragma GCC ivdep
  for (std::size_t vm = 0; vm < water.count; vm++) {
    const double width = water.weight[vm];
    into[vm] = bounded(width > 0 ? width * level : 0, water.least[vm], water.most[vm]);
  }
}

/** Vessels without width take, as equals, what the others could not. */
void fill_narrowest(const Water& water, double* into) {
  const auto is_wide = [](double width) { return width > 0; };
  if (std::all_of(water.weight, water.weight + water.count, is_wide)) return;
  const std::vector<double> held(into, into + water.count);
  std::vector<double> weight(water.count), most(water.count);
#pragma GCC ivdep
  for (std::size_t vm = 0; vm < water.count; vm++) {
    weight[vm] = is_wide(water.weight[vm]) ? 0 : 1;
    most[vm] = is_wide(water.weight[vm]) ? held[vm] : water.most[vm];
  }
  const Water rest{water.amount, weight.data(), held.data(), most.data(), water.count};
  fill_to(water_level(rest), rest, into);
}

}  // namespace

double water_level(const Water& water) {
  Round round{0, kInfinity, first_level(water)};
  for (std::size_t turn = 0; round.level < kInfinity && turn <= water.count; turn++) {
    const auto next = settle(round, water);
    if (!next) break;
    round = *next;
  }
  return round.level;
}

void water_fill(const Water& water, double* into) {
  const double level = water_level(water);
  fill_to(level, water, into);
  if (level == kInfinity) fill_narrowest(water, into);
}

}  // namespace vmlab
