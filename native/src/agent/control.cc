#include "control.h"

namespace vmlab {

namespace {

JsonLine step_line(const Step& step, Nanoseconds late, const Claims& before, const Claims& after) {
  JsonLine line("step");
  line.number("index", step.index).number("late_ns", late).number("cpu_ns", after.cpu - before.cpu);
  line.number("memory_bytes", after.memory).number("read_bytes", after.read - before.read);
  return line.number("write_bytes", after.write - before.write).number("tx_bytes", after.tx - before.tx);
}

}  // namespace

void run_plan(Plan& plan, LoadSet& loads, Output& output, const std::stop_token& stop) {
  Claims before = loads.claims();
  while (const auto item = plan.take(stop)) {
    if (!*item) return;
    const Step& step = **item;
    if (!sleep_until(stop, step.start)) return;
    loads.begin(step);
    const Nanoseconds late = now() - step.start;
    if (!sleep_until(stop, step.end)) return;
    const Claims after = loads.claims();
    output.put(step_line(step, late, before, after));
    before = after;
  }
}

}  // namespace vmlab
