#include <iostream>
#include <system_error>
#include <thread>

#include "../task/guarded_task.h"
#include "detach.h"
#include "ending.h"
#include "json_reader.h"
#include "output.h"
#include "place.h"
#include "record_line.h"
#include "verbs.h"

namespace vmlab {

namespace {

Flags::Known known() {
  Flags::Known flags{kPlaceFlags, {"--detached"}};
  flags.valued.insert({"--settings", "--output"});
  return flags;
}

std::string first_line(const Ending& ending) {
  std::string text;
  for (std::string more; text.find('\n') == std::string::npos && !(more = ending.read_more({})).empty();) text += more;
  return text.substr(0, text.find('\n'));
}

std::unique_ptr<Task> task_of(const std::string& name, const std::string& settings) {
  try {
    return make_task(name, read_json(settings));
  } catch (const std::invalid_argument& wrong) {
    throw Failure("arguments", EINVAL, wrong.what());
  } catch (const std::system_error& refused) {
    throw Failure("start", refused.code().value(), refused.what());
  }
}

// The end of input, or SIGTERM, stops the task, and the end of the task stops the waiting for them.
void run_until_end(GuardedTask& task, const Ending& ending, Output& output) {
  const std::jthread stopper([&](const std::stop_token& stop) {
    while (!ending.read_more(stop).empty()) {
    }
    task.stop();
  });
  task.run([&](Record record) { output.put(record_line(record, "record")); });
}

int run(const std::string& name, const Flags& flags) {
  const Ending ending;
  const auto settings = flags.one("--settings");
  GuardedTask task(task_of(name, settings ? *settings : first_line(ending)));
  if (const auto output = flags.one("--output")) append_output_to(*output);
  Output output;
  run_until_end(task, ending, output);
  const Record result = task.result();
  output.put(record_line(result, "result"));
  output.drain({});
  return result.has("error") ? 1 : 0;
}

}  // namespace

int run_task(const Words& words) {
  if (words.empty()) throw Failure("arguments", EINVAL, "expected the name of a task");
  const Flags flags({words.begin() + 1, words.end()}, known());
  if (flags.has("--detached")) keep_input_open();
  else die_with_parent(flags);
  join_groups(flags);
  enter_network(flags);
  return run(words.front(), flags);
}

}  // namespace vmlab
