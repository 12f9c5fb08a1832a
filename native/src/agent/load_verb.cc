#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "control.h"
#include "detach.h"
#include "failure_line.h"
#include "inbox.h"
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

// Whoever gives the orders still reads what was told: he says when that is done, or is silent for too long.
void await(const std::stop_token& stop) {
  while (sleep_until(stop, now() + kSecond)) {
  }
}

void run(const Flags& flags, bool short_slice, const Ending& ending, Output& output) {
  Orders orders;
  const PlanReader reader(ending, orders, output);
  LoadSet loads(flags, output, {reader.stop(), orders.cpu});
  if (reader.stop().stop_requested()) return;
  join_thread_groups(flags);
  output.put(ready(schedule(short_slice)));
  run_plan(orders.steps, loads, output, reader.stop());
  output.drain(reader.stop());  // so that there is room for the last line
  if (reader.stop().stop_requested()) return;
  output.put(JsonLine("end"));
  output.drain(reader.stop());
  if (flags.has("--inbox")) await(reader.stop());
}

// Made by us, so that nobody else's files are taken for orders.
std::string make_inbox(const std::string& directory) {
  if (mkdir(directory.c_str(), 0700) != 0) throw failed("mkdir", "cannot make " + directory);
  return directory;
}

Nanoseconds patience_of(const Flags& flags) { return std::clamp<std::int64_t>(flags.number("--patience").value_or(30), 1, 3600) * kSecond; }

// False in the process that has told where the other one is.
bool settle_in(const Flags& flags) {
  const auto directory = flags.one("--inbox");
  if (!directory) die_with_parent(flags);
  return !directory || detach(make_inbox(*directory) + "/output");
}

}  // namespace

int run_load(const Words& words) {
  const Flags flags(words, LoadSet::known());
  if (!settle_in(flags)) return 0;
  join_groups(flags);
  const bool short_slice = wake_promptly();
  const Ending ending;
  std::optional<Inbox> inbox;
  if (const auto directory = flags.one("--inbox")) inbox.emplace(*directory, patience_of(flags));
  Output output;
  run(flags, short_slice, ending, output);
  return 0;
}

}  // namespace vmlab
