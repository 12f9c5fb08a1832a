// How water filling and ResCoin divide an amount: against a level that is found by halving, and against ResCoin's own definition.
#include <algorithm>
#include <numeric>

#include "columns/water.h"
#include "columns_table.h"

using namespace table;

namespace {

double sum(const Column& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// A least over the most wins.
double within(double value, double least, double most) { return std::max(least, std::min(value, most)); }

struct Vessels {
  Column weight, least, most;

  Column filled_to(double level) const {
    Column held(weight.size());
    for (std::size_t vm = 0; vm < held.size(); vm++) held[vm] = within(weight[vm] > 0 ? weight[vm] * level : 0, least[vm], most[vm]);
    return held;
  }

  /// The highest level at which no more than the amount is held, by halving.
  Column level_of(double amount) const {
    double low = 0, high = 1e12;
    if (sum(filled_to(high)) <= amount) return filled_to(high);
    for (int turn = 0; turn < 200; turn++) {
      const double middle = (low + high) / 2;
      (sum(filled_to(middle)) > amount ? high : low) = middle;
    }
    return filled_to(low);
  }

  /// Those of weight 0 come when all others are full, as equals.
  Column filled_by(double amount) const {
    const Column held = level_of(amount);
    if (sum(filled_to(1e12)) > amount) return held;
    Vessels rest{Column(weight.size()), held, held};
    for (std::size_t vm = 0; vm < weight.size(); vm++) {
      if (weight[vm] > 0) continue;
      rest.weight[vm] = 1;
      rest.most[vm] = most[vm];
    }
    return rest.level_of(amount);
  }
};

Vessels vessels(std::size_t count, Draw& draw) {
  Vessels drawn{draw.column(count), draw.column(count, 0, 0.5), draw.column(count, 0, 5)};
  for (double& width : drawn.weight)
    if (draw.from(0, 1) < 0.2) width = 0;
  return drawn;
}

void fills_to_one_level() {
  for_counts([](std::size_t count, Draw& draw) {
    const Vessels them = vessels(count, draw);
    const double amount = draw.from(0, 4.0 * static_cast<double>(count));
    if (sum(them.least) > amount) return;  // then nothing is to be divided
    Column held(count);
    vmlab::water_fill({amount, them.weight.data(), them.least.data(), them.most.data(), count}, held.data());
    near(held, them.filled_by(amount), "held");
  });
}

void fills_one_column_by_itself() {
  for_counts([](std::size_t count, Draw& draw) {
    const Column column = draw.column(count), least(count);
    const double amount = sum(column) * draw.from(0, 1);
    Column held(count), expected = column;
    vmlab::water_fill({amount, column.data(), least.data(), column.data(), count}, held.data());
    for (double& value : expected) value *= amount / sum(column);
    near(held, expected, "held, of weights that are the most");
  });
}

struct Host {
  Column estimate, promised, at_least, least, most, weight;
  double capacity;
  bool is_published;

  Column needs() const {
    Column need(estimate.size());
    for (std::size_t vm = 0; vm < need.size(); vm++) {
      const double guess = std::isnan(estimate[vm]) ? promised[vm] : estimate[vm];
      const bool is_held_back = !std::isnan(at_least[vm]);
      const double grown = is_held_back ? std::max({2 * at_least[vm], promised[vm], guess}) : guess;
      need[vm] = within(grown, least[vm], most[vm]);
    }
    return need;
  }

  /// As the docstring of lib/sched/policy/rescoin.ts says it.
  Column divided() const {
    const Column need = needs(), none(need.size());
    Column base(need.size());
    for (std::size_t vm = 0; vm < need.size(); vm++) base[vm] = within(promised[vm], least[vm], need[vm]);
    if (sum(base) > capacity) return Vessels{base, least, base}.filled_by(capacity);
    Column grant = base, lacking = none;
    for (std::size_t vm = 0; vm < need.size(); vm++) {
      const bool is_content = sum(need) <= capacity && need[vm] <= base[vm];
      const double bought = weight[vm] / sum(weight) * (capacity - sum(base));
      if (!is_content) grant[vm] = within((is_published ? promised : base)[vm] + bought, least[vm], most[vm]);
      lacking[vm] = std::max(0.0, need[vm] - grant[vm]);
    }
    const double left = capacity - sum(grant);
    const Column more = left > 0 ? Vessels{weight, none, lacking}.filled_by(left) : none;
    for (std::size_t vm = 0; vm < need.size(); vm++) grant[vm] += more[vm];
    return grant;
  }

  Column divided_by_the_loop() const {
    const Column none(estimate.size());
    Table market{{"estimate", estimate}, {"template", promised}, {"atLeast", at_least}, {"least", least}, {"most", most}, {"weight", weight}};
    for (const char* name : {"none", "need", "grant", "lacking", "more"}) market[name] = none;
    market.run("rescoin", {capacity, sum(weight), is_published ? 1.0 : 0.0});
    near(market["need"], needs(), "need");
    return market["grant"];
  }
};

/// @param scale of the capacity: below 1, templates are promised that there are not
void divides_as_rescoin(double scale, bool is_published) {
  for_counts([=](std::size_t count, Draw& draw) {
    const Column promised = draw.column(count, 0, 2), most = draw.column(count, 0.5, 6), weight = draw.column(count);
    Host host{draw.gappy(count), promised, Column(count, kNaN), Column(count), most, weight, 0, is_published};
    for (std::size_t vm = 0; vm < count; vm++) {
      if (draw.from(0, 1) < 0.2) host.at_least[vm] = draw.from(0, 2);
      if (draw.from(0, 1) < 0.2) host.most[vm] = kInfinity;
      if (draw.from(0, 1) < 0.2) host.least[vm] = draw.from(0, 0.2);
    }
    host.capacity = sum(host.promised) * scale + sum(host.least);
    near(host.divided_by_the_loop(), host.divided(), "grant");
  });
}

/// Two VMs that both want both cores: credit buys of what templates leave, and of nothing it buys nothing.
void credit_buys_what_templates_leave() {
  const auto grants = [](const Column& promised) {
    const Column none(2), credit = {1, 0};
    return Host{{2, 2}, promised, {kNaN, kNaN}, none, {2, 2}, credit, 2, false}.divided_by_the_loop();
  };
  near(grants({1.5, 0.5}), {1.5, 0.5}, "grant, of templates that sum up to the capacity");
  near(grants({0.5, 0.5}), {1.5, 0.5}, "grant, of templates that leave a core");
}

}  // namespace

int main() {
  check::Suite suite;
  suite.test("water stands at one level, but for bounds", fills_to_one_level)
      .test("weights may be the most that each holds", fills_one_column_by_itself)
      .test("credit buys what templates leave", credit_buys_what_templates_leave);
  for (const double scale : {0.3, 0.8, 1.0, 1.5, 5.0})
    for (const bool is_published : {false, true}) {
      const std::string variant = is_published ? "published" : "corrected";
      const std::string sentence = "rescoin, " + variant + ", divides " + std::to_string(scale) + " of all templates by its definition";
      suite.test(sentence, [=] { divides_as_rescoin(scale, is_published); });
    }
  return suite.end();
}
