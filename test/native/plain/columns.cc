// Each loop over columns against what it is defined to be, VM by VM: of few and of many VMs, with what was not recorded, and with one column in two
// places where it is only read.
#include <algorithm>
#include <numeric>

#include "columns_table.h"

using namespace table;

namespace {

double sum(const Column& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

void turns_on_a_wave() {
  for_counts([](std::size_t count, Draw& draw) {
    const Column angle = draw.column(count, -10, 10);
    const double turn = draw.from(0, 1);
    Table wave{{"x", angle}, {"y", angle}, {"levels", Column(count)}};
    for (std::size_t vm = 0; vm < count; vm++) {
      wave["x"][vm] = std::cos(angle[vm]);
      wave["y"][vm] = std::sin(angle[vm]);
    }
    for (int step = 0; step < 5; step++) {
      wave.run("turn", {std::cos(turn), std::sin(turn)});
      for (std::size_t vm = 0; vm < count; vm++) near(wave["levels"][vm], (1 - std::cos(angle[vm] + step * turn)) / 2, "level");
    }
  });
}

void spreads_levels() {
  for_counts([](std::size_t count, Draw& draw) {
    Table load{{"levels", draw.gappy(count)}, {"into", Column(count)}};
    load.run("spread", {0.5, 3});
    for (std::size_t vm = 0; vm < count; vm++) near(load["into"][vm], 0.5 + 3 * load["levels"][vm], "amount");
  });
}

void wants_what_is_asked_and_waits() {
  for_counts([](std::size_t count, Draw& draw) {
    Table vms{{"demand", draw.gappy(count)}, {"backlog", draw.column(count)}, {"limit", draw.column(count)}, {"want", Column(count)}};
    vms.run("want", {1 / 4.0});
    for (std::size_t vm = 0; vm < count; vm++) {
      const double asked = vms["demand"][vm] + vms["backlog"][vm] / 4;
      near(vms["want"][vm], std::isnan(asked) ? 0 : std::min(asked, vms["limit"][vm]), "want");
    }
  });
}

void reads_one_column_in_two_places() {
  for_counts([](std::size_t count, Draw& draw) {
    Column both = draw.column(count), want(count), backlog(count, 1);
    const vmlab::Columns columns({{"demand", both}, {"limit", both}, {"backlog", backlog}, {"want", want}});
    vmlab::make_loop("want", columns)({1.0});
    near(want, both, "want, of a limit that is the demand");
    const Column before = draw.column(count);
    Column waiting = before;
    vmlab::make_loop("carryOver", vmlab::Columns({{"demand", both}, {"used", both}, {"backlog", waiting}}))({8.0});
    near(waiting, before, "backlog, of a demand that was met");
  });
}

void leaves_out_who_is_not_there() {
  for_counts([](std::size_t count, Draw& draw) {
    Table vms{{"demand", draw.gappy(count)}, {"estimate", draw.gappy(count)}};
    const Column before = vms["estimate"];
    vms.run("leaveOut");
    for (std::size_t vm = 0; vm < count; vm++) near(vms["estimate"][vm], std::isnan(vms["demand"][vm]) ? 0 : before[vm], "estimate");
  });
}

void uses_what_is_granted() {
  for_counts([](std::size_t count, Draw& draw) {
    const double capacity = draw.from(0, 3.0 * static_cast<double>(count));
    Table vms{{"want", draw.column(count)}, {"grant", draw.column(count)}, {"used", Column(count)}};
    near(vms.run("use", {capacity}), sum(vms["grant"]), "sum of the grants");
    Column expected(count);
    for (std::size_t vm = 0; vm < count; vm++) expected[vm] = std::min(vms["want"][vm], vms["grant"][vm]);
    const double part = std::min(1.0, capacity / sum(expected));
    for (double& use : expected) use *= std::isnan(part) ? 1 : part;
    near(vms["used"], expected, "use");
  });
}

void tells_grants_that_are_wrong() {
  for (const double wrong : {kNaN, -1.0})
    for (std::size_t vm = 0; vm < 7; vm++) {
      Table vms{{"want", Column(7, 1)}, {"grant", Column(7, 1)}, {"used", Column(7)}};
      vms["grant"][vm] = wrong;
      near(vms.run("use", {100}), kNaN, "sum of the grants");
    }
}

void carries_over_what_waits() {
  for_counts([](std::size_t count, Draw& draw) {
    Table vms{{"demand", draw.gappy(count)}, {"used", draw.column(count)}, {"backlog", draw.column(count)}};
    const Column before = vms["backlog"];
    vms.run("carryOver", {2});
    for (std::size_t vm = 0; vm < count; vm++) {
      const double missing = 2 * (vms["demand"][vm] - vms["used"][vm]);
      near(vms["backlog"][vm], std::isnan(missing) ? before[vm] : std::max(0.0, before[vm] + missing), "backlog");
    }
  });
}

/// What one VM adds to the totals, by their definitions.
void adds_up() {
  for_counts([](std::size_t count, Draw& draw) {
    Table vms{{"demand", draw.gappy(count)}, {"want", draw.column(count)}, {"used", draw.column(count)}, {"template", draw.column(count)}};
    for (const char* name : {"atLeast", "demands", "uses", "wants", "unmet", "under", "absent"}) vms[name] = Column(count, 100);
    Table before = vms;
    vms.run("addUp", {8});
    for (std::size_t vm = 0; vm < count; vm++) {
      const double demand = before["demand"][vm], want = before["want"][vm], used = before["used"][vm];
      const bool is_there = !std::isnan(demand);
      const bool is_held_back = used < want, is_under = used < std::min(want, before["template"][vm]);
      const auto added = [&](const char* total, double amount) { near(vms[total][vm] - 100, is_there ? amount : 0, total); };
      near(vms["used"][vm], is_there ? used : kNaN, "used");
      near(vms["atLeast"][vm], is_there && is_held_back ? used : kNaN, "atLeast");
      added("demands", 8 * demand);
      added("uses", 8 * used);
      added("wants", 8 * want);
      added("unmet", 8 * std::max(0.0, demand - used));
      added("under", is_under ? 8 : 0);
      near(vms["absent"][vm] - 100, is_there ? 0 : 8, "absent");
    }
  });
}

/// Each observation weighs alpha · (1 − alpha)^age, the first one what is left.
void smooths() {
  for_counts([](std::size_t count, Draw& draw) {
    Table vms{{"used", Column(count)}, {"estimate", Column(count, kNaN)}};
    std::vector<Column> seen(count);
    for (int period = 0; period < 9; period++) {
      vms["used"] = draw.gappy(count);
      vms.run("ewma", {0.7});
      for (std::size_t vm = 0; vm < count; vm++) {
        if (!std::isnan(vms["used"][vm])) seen[vm].push_back(vms["used"][vm]);
        double expected = seen[vm].empty() ? kNaN : 0;
        for (std::size_t at = 0; at < seen[vm].size(); at++) {
          const double age = static_cast<double>(seen[vm].size() - 1 - at);
          expected += (at == 0 ? 1 : 0.7) * std::pow(0.3, age) * seen[vm][at];
        }
        near(vms["estimate"][vm], expected, "estimate");
      }
    }
  });
}

/// The sum over the last periods of what was left of the template; what is not known earns nothing.
void earns_credit_of_a_window() {
  constexpr std::size_t kWindow = 3;
  for_counts([](std::size_t count, Draw& draw) {
    Table vms{{"template", draw.column(count)}, {"used", Column(count)}, {"credit", Column(count)}, {"window", Column(count * kWindow)}};
    std::vector<Column> history;
    for (std::size_t period = 0; period < 8; period++) {
      vms["used"] = draw.gappy(count);
      if (count > 0 && period == 2) vms["used"][count / 2] = kInfinity;
      history.push_back(vms["used"]);
      vms.run("earn", {static_cast<double>(period % kWindow)});
      for (std::size_t vm = 0; vm < count; vm++) {
        double credit = 0;
        for (std::size_t at = period < kWindow ? 0 : period - kWindow + 1; at <= period; at++)
          if (std::isfinite(history[at][vm])) credit += vms["template"][vm] - history[at][vm];
        near(vms["credit"][vm], credit, "credit");
      }
    }
  });
}

void weighs_by_norms_of_credit() {
  for_counts([](std::size_t count, Draw& draw) {
    Table vms{{"weight", Column(count)}};
    const char* const names[] = {"cpu", "memory", "read", "write"};
    const vmlab::Numbers scales = {0.5, 1e-9, 0, 2};
    for (const char* name : names) vms[name] = draw.column(count, -4, 4);
    const double total = vms.run("creditWeights", scales);
    Column norms(count);
    for (std::size_t vm = 0; vm < count; vm++) {
      Column parts;
      for (std::size_t at = 0; at < 4; at++) parts.push_back(std::max(0.0, vms[names[at]][vm]) * scales[at]);
      norms[vm] = std::hypot(std::hypot(parts[0], parts[1]), std::hypot(parts[2], parts[3]));
    }
    if (sum(norms) == 0) norms.assign(count, 1);
    near(vms["weight"], norms, "weight");
    near(total, sum(norms), "sum of the weights");
  });
}

void weighs_all_alike_without_credit() {
  Table vms{{"cpu", Column(5, -1)}, {"memory", Column(5)}, {"read", Column(5)}, {"write", Column(5)}, {"weight", Column(5)}};
  near(vms.run("creditWeights", {1, 1, 1, 1}), 5, "sum of the weights");
  near(vms["weight"], Column(5, 1), "weight");
}

void refuses_columns_that_do_not_fit() {
  check::throws<std::invalid_argument>([] { Table{{"used", Column(2)}, {"estimate", Column(3)}}.run("ewma"); }, "a longer column");
  check::throws<std::invalid_argument>([] { Table{{"used", Column(2)}, {"estimate", Column(4)}}.run("ewma"); }, "a table for a column");
  check::throws<std::invalid_argument>([] { Table{{"used", Column(2)}}.run("ewma"); }, "a column that is missing");
  check::throws<std::invalid_argument>([] { Table{{"used", Column()}, {"estimate", Column(1)}}.run("ewma"); }, "no VMs beside one");
  check::throws<std::invalid_argument>([] { Table{}.run("ewma"); }, "no columns");
  check::throws<std::invalid_argument>([] { Table{{"used", Column(2)}}.run("none"); }, "an unknown loop");
}

void leaves_a_slot_alone_that_there_is_not() {
  Table vms{{"template", Column(2, 1)}, {"used", Column(2)}, {"credit", Column(2)}, {"window", Column(4)}};
  vms.run("earn", {2});
  near(vms["credit"], Column(2), "credit");
}

}  // namespace

int main() {
  return check::Suite()
      .test("turn is a wave, from step to step", turns_on_a_wave)
      .test("spread is an amount by level", spreads_levels)
      .test("want is what is asked and what waits, up to a limit", wants_what_is_asked_and_waits)
      .test("a column may be read in two places", reads_one_column_in_two_places)
      .test("leaveOut expects nothing of who is not there", leaves_out_who_is_not_there)
      .test("use is what is wanted of the grants, and what there is", uses_what_is_granted)
      .test("use tells grants that are wrong", tells_grants_that_are_wrong)
      .test("carryOver keeps what was not done", carries_over_what_waits)
      .test("addUp adds up each total by its definition", adds_up)
      .test("ewma weighs observations by their age", smooths)
      .test("earn sums what templates left over a window", earns_credit_of_a_window)
      .test("earn leaves a slot alone that there is not", leaves_a_slot_alone_that_there_is_not)
      .test("creditWeights are norms of credit over resources", weighs_by_norms_of_credit)
      .test("creditWeights are alike where nobody has credit", weighs_all_alike_without_credit)
      .test("columns that do not fit are refused", refuses_columns_that_do_not_fit)
      .end();
}
