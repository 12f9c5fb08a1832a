#include <unistd.h>

#include "control.h"
#include "failure_line.h"
#include "place.h"
#include "priority.h"
#include "verbs.h"

namespace vmlab {

namespace {

// The control thread's own scheduling: how late steps may come on a busy machine hangs on it.
std::string schedule(bool short_slice) {
  if (go_first()) return "fifo";
  return short_slice ? "short-slice" : "ordinary";
}

JsonLine ready(const std::string& scheduling) {
  return JsonLine("ready").number("pid", getpid()).text("scheduling", scheduling);
}

void run(const Flags& flags, bool short_slice, const Ending& ending, Output& output) {
  Plan plan;
  const PlanReader reader(ending, plan, output);
  LoadSet loads(flags, output, reader.stop());
  if (reader.stop().stop_requested()) return;
  join_thread_groups(flags);
  output.put(ready(schedule(short_slice)));
  run_plan(plan, loads, output, reader.stop());
  output.drain(reader.stop());  // so that there is room for the last line
  if (reader.stop().stop_requested()) return;
  output.put(JsonLine("end"));
  output.drain(reader.stop());
}

}  // namespace

int run_load(const Words& words) {
  const Flags flags(words, LoadSet::known());
  die_with_parent(flags);
  join_groups(flags);
  const bool short_slice = wake_promptly();
  const Ending ending;
  Output output;
  run(flags, short_slice, ending, output);
  return 0;
}

}  // namespace vmlab
