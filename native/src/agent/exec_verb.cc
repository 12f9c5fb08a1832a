#include <unistd.h>

#include <iostream>

#include "place.h"
#include "verbs.h"

namespace vmlab {

namespace {

constexpr int kNotFound = 127;  // as a shell says it
constexpr int kNotStarted = 126;

std::vector<char*> pointers(Words& words) {
  std::vector<char*> result;
  for (auto& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

}  // namespace

int run_exec(const Words& words) {
  try {
    const Flags flags(words, {kPlaceFlags, {}});
    Words program = flags.rest();
    if (program.empty()) throw Failure("arguments", EINVAL, "expected -- PROGRAM");
    die_with_parent(flags);
    join_groups(flags);
    enter_network(flags);
    execvp(program.front().c_str(), pointers(program).data());
    throw failed("execvp", "cannot run " + program.front());
  } catch (const Failure& failure) {
    std::cerr << "vmlab-agent: " << failure.what() << '\n';
    return failure.operation == "execvp" && failure.error == ENOENT ? kNotFound : kNotStarted;
  }
}

}  // namespace vmlab
