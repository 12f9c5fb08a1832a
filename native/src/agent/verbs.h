#pragma once

#include <string>
#include <vector>

namespace vmlab {

/// What follows the verb on the command line.
using Words = std::vector<std::string>;

/// Runs a plan from standard input. Returns the exit status, as all of these.
int run_load(const Words& words);

/// Becomes another program inside the groups and the network namespace.
int run_exec(const Words& words);

/// Receives and throws away what senders send.
int run_sink(const Words& words);

/// Tells how much memory this machine has free, again and again.
int run_memory(const Words& words);

/// Runs one of the addon's measurements, and tells its records.
int run_task(const Words& words);

}  // namespace vmlab
