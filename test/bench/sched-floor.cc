// The floor of the bench `sched`: the arithmetic of one simulation (sines, EWMA, ResCoin, use under grants, credit, totals) as plain loops, with no
// checks, no choice of policy, and nothing to be told but the size. Prints the seconds it took, and totals by which the bench sees that both did the same.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <utility>
#include <vector>

using Column = std::vector<double>;

constexpr std::size_t kResources = 4;
constexpr std::size_t kWindow = 10;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// As in sched.ts beside this file.
constexpr double kIdle[kResources] = {0.1, 1073741824.0, 0, 0};
constexpr double kPeak[kResources] = {2, 4294967296.0, 52428800.0, 20971520.0};
constexpr double kPart[kResources] = {0.5, 0.7, 0.6, 0.5};  // of the sum of all peaks
constexpr double kAlpha[kResources] = {0.7, 0.8, 0.8, 0.8};
constexpr bool kWaits[kResources] = {true, false, true, true};
constexpr double kPeriod = 600;

// sfc32, as lib/stats/random.ts
class Random {
 public:
  explicit Random(std::uint32_t seed) : b_(seed) {
    for (int draw = 0; draw < 12; draw++) next();
  }
  double draw() { return next() / 4294967296.0; }

 private:
  std::uint32_t next() {
    const std::uint32_t drawn = a_ + b_ + counter_;
    a_ = b_ ^ (b_ >> 9);
    b_ = c_ + (c_ << 3);
    c_ = ((c_ << 21) | (c_ >> 11)) + drawn;
    counter_++;
    return drawn;
  }
  std::uint32_t a_ = 0, b_, c_ = 0, counter_ = 1;
};

struct Sines {
  Column x, y, level;
  double turn_x = std::cos(2 * M_PI / kPeriod), turn_y = std::sin(2 * M_PI / kPeriod);

  explicit Sines(std::size_t vms) : x(vms), y(vms), level(vms) {
    for (std::size_t vm = 0; vm < vms; vm++) {
      const double phase = 2 * M_PI * Random(2u * 0x9e3779b1u + static_cast<std::uint32_t>(vm)).draw();
      x[vm] = std::cos(phase);
      y[vm] = std::sin(phase);
    }
  }

  void step() {
    for (std::size_t vm = 0; vm < level.size(); vm++) {
      const double across = x[vm], up = y[vm];
      level[vm] = std::max(0.0, 0.5 - 0.5 * across);
      x[vm] = across * turn_x - up * turn_y;
      y[vm] = across * turn_y + up * turn_x;
    }
  }
};

struct Lane {
  double capacity, tmpl;
  Column demand, backlog, want, estimate, used, at_least, credit, need, within, grant;
  Column ring[kWindow];
  Column all_demand, all_used, all_unmet, all_want, under;

  Lane(std::size_t vms, double capacity)
      : capacity(capacity), tmpl(capacity / static_cast<double>(vms)) {
    for (Column* column : {&demand, &backlog, &want, &used, &credit, &need, &within, &grant, &all_demand, &all_used, &all_unmet, &all_want, &under})
      column->assign(vms, 0);
    for (Column* column : {&estimate, &at_least}) column->assign(vms, kNone);
    for (Column& slot : ring) slot.assign(vms, 0);
  }
};

// Water filling by rounds, after lib/sched/policy/water-level.ts
double water_level(double amount, const Column& weight, const Column& most) {
  double width = 0, room = 0;
  for (std::size_t vm = 0; vm < weight.size(); vm++) {
    width += weight[vm];
    if (weight[vm] > 0) room += most[vm];
  }
  if (amount >= room || width == 0) return kInfinity;
  double low = 0, level = amount / width;
  for (;;) {
    double settled = 0, over = 0, free = 0;
    bool broken = false;
    for (std::size_t vm = 0; vm < weight.size(); vm++) {
      if (weight[vm] * level > most[vm]) {
        if (weight[vm] * low > most[vm]) settled += most[vm];
        else {
          broken = true;
          over += most[vm];
        }
      } else free += weight[vm];
    }
    if (!broken || !(free > 0)) return level;
    low = level;
    level = std::max(0.0, (amount - settled - over) / free);
  }
}

// What is poured into vessels without width comes last, as equals.
void water_fill(double amount, const Column& weight, const Column& most, Column& into) {
  const double level = water_level(amount, weight, most);
  for (std::size_t vm = 0; vm < into.size(); vm++) into[vm] += weight[vm] > 0 ? std::min(most[vm], weight[vm] * level) : 0;
  if (level < kInfinity) return;
  Column narrow(weight.size());
  double left = amount;
  bool any = false;
  for (std::size_t vm = 0; vm < weight.size(); vm++) {
    narrow[vm] = weight[vm] > 0 ? 0 : 1;
    any = any || narrow[vm] > 0;
    if (weight[vm] > 0) left -= most[vm];
  }
  if (!any) return;
  const double rest = water_level(left, narrow, most);
  for (std::size_t vm = 0; vm < into.size(); vm++) into[vm] += narrow[vm] > 0 ? std::min(most[vm], rest) : 0;
}

void want(Lane& lane) {
  for (std::size_t vm = 0; vm < lane.want.size(); vm++) lane.want[vm] = lane.demand[vm] + lane.backlog[vm];
}

void weigh(const std::vector<Lane>& lanes, Column& weight) {
  double total = 0;
  for (std::size_t vm = 0; vm < weight.size(); vm++) {
    double square = 0;
    for (const Lane& lane : lanes) {
      const double part = lane.credit[vm] > 0 ? lane.credit[vm] / lane.capacity : 0;
      square += part * part;
    }
    total += weight[vm] = std::sqrt(square);
  }
  for (double& part : weight) part = total > 0 ? part / total : 1 / static_cast<double>(weight.size());
}

void rescoin(Lane& lane, const Column& weight, Column& lacking) {
  double wanted = 0, taken = 0;
  for (std::size_t vm = 0; vm < weight.size(); vm++) {
    double need = std::isnan(lane.estimate[vm]) ? lane.tmpl : lane.estimate[vm];
    if (!std::isnan(lane.at_least[vm])) need = std::max({need, lane.tmpl, 2 * lane.at_least[vm]});
    lane.need[vm] = need;
    lane.within[vm] = std::min(need, lane.tmpl);
    wanted += need;
    taken += lane.within[vm];
  }
  if (taken > lane.capacity) {
    for (std::size_t vm = 0; vm < weight.size(); vm++) lane.grant[vm] = lane.within[vm] * (lane.capacity / taken);
    return;
  }
  double granted = 0, lacks = 0;
  const bool ample = wanted <= lane.capacity;
  const double left = lane.capacity - taken;
  for (std::size_t vm = 0; vm < weight.size(); vm++) {
    lane.grant[vm] = lane.within[vm] + (ample && lane.need[vm] <= lane.within[vm] ? 0 : weight[vm] * left);
    granted += lane.grant[vm];
    lacks += lacking[vm] = std::max(0.0, lane.need[vm] - lane.grant[vm]);
  }
  if (lane.capacity - granted > 1e-12 * lacks) water_fill(lane.capacity - granted, weight, lacking, lane.grant);
}

void settle(Lane& lane, std::size_t slot, bool waits, double alpha) {
  double total = 0;
  for (std::size_t vm = 0; vm < lane.used.size(); vm++) total += lane.used[vm] = std::min(lane.want[vm], lane.grant[vm]);
  const double part = total > lane.capacity ? lane.capacity / total : 1;
  for (std::size_t vm = 0; vm < lane.used.size(); vm++) {
    const double demand = lane.demand[vm], want = lane.want[vm], used = lane.used[vm] *= part;
    if (waits) lane.backlog[vm] = std::max(0.0, lane.backlog[vm] + demand - used);
    lane.at_least[vm] = used < want ? used : kNone;
    lane.all_demand[vm] += demand;
    lane.all_used[vm] += used;
    lane.all_want[vm] += want;
    lane.all_unmet[vm] += used < demand ? demand - used : 0;
    lane.under[vm] += used < std::min(want, lane.tmpl) * (1 - 1e-9) ? 1 : 0;
    lane.estimate[vm] = std::isnan(lane.estimate[vm]) ? used : alpha * used + (1 - alpha) * lane.estimate[vm];
    lane.credit[vm] += lane.tmpl - used - lane.ring[slot][vm];
    lane.ring[slot][vm] = lane.tmpl - used;
  }
}

double sum(const Column& column) {
  double total = 0;
  for (const double value : column) total += value;
  return total;
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::size_t vms = std::strtoul(argv[1], nullptr, 10), steps = std::strtoul(argv[2], nullptr, 10);
  const std::clock_t start = std::clock();
  Sines sines(vms);
  std::vector<Lane> lanes;
  for (std::size_t resource = 0; resource < kResources; resource++)
    lanes.emplace_back(vms, kPart[resource] * kPeak[resource] * static_cast<double>(vms));
  Column weight(vms), lacking(vms);
  for (std::size_t step = 0; step < steps; step++) {
    sines.step();
    for (std::size_t resource = 0; resource < kResources; resource++) {
      for (std::size_t vm = 0; vm < vms; vm++)
        lanes[resource].demand[vm] = kIdle[resource] + (kPeak[resource] - kIdle[resource]) * sines.level[vm];
      want(lanes[resource]);
    }
    weigh(lanes, weight);
    for (std::size_t resource = 0; resource < kResources; resource++) {
      rescoin(lanes[resource], weight, lacking);
      settle(lanes[resource], step % kWindow, kWaits[resource], kAlpha[resource]);
    }
  }
  const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("{\"seconds\": %.6f, \"used\": [", took);
  for (std::size_t resource = 0; resource < kResources; resource++)
    std::printf("%s%.17g", resource ? ", " : "", sum(lanes[resource].all_used));
  std::printf("]}\n");
}
