#include "place.h"

#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>

namespace vmlab {

namespace {

// "0" is the writer: its process in cgroup.procs, its thread in v1's tasks.
void join_each(const std::vector<std::string>& paths) {
  for (const auto& path : paths) {
    const Descriptor file = open_file(path, O_WRONLY);
    if (::write(file.number(), "0", 1) != 1) throw failed("write", "cannot join the group by " + path);
  }
}

}  // namespace

void die_with_parent(const Flags& flags) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) throw failed("prctl", "cannot follow the parent process");
  const auto parent = flags.number("--parent");
  // The signal comes only for a death after the call above.
  if (parent && getppid() != *parent) throw Failure("getppid", ESRCH, "the parent process has ended");
}

void join_groups(const Flags& flags) { join_each(flags.all("--join")); }

void join_thread_groups(const Flags& flags) { join_each(flags.all("--control-join")); }

void enter_network(const Flags& flags) {
  const auto path = flags.one("--netns");
  if (!path) return;
  const Descriptor file = open_file(*path, O_RDONLY);
  if (setns(file.number(), CLONE_NEWNET) != 0) throw failed("setns", "cannot enter the network namespace " + *path);
}

}  // namespace vmlab
