#include "priority.h"

#include "../system/short_slice.h"

namespace vmlab {

namespace {

// Kernels before 6.12 accept the field and forget it.
bool takes_slices() {
  SchedulingAttributes found;
  return syscall(SYS_sched_getattr, 0, &found, sizeof(found), 0) == 0 && found.runtime == kShortSlice;
}

}  // namespace

bool wake_promptly() {
  wake_at_the_instant();
  return ask_for_short_slices() && takes_slices();
}

// With CONFIG_RT_GROUP_SCHED this fails in every cgroup v1 group but the root, unless it has a real-time budget: hence
// --control-join. Where it fails the short slice remains.
bool go_first() {
  const sched_param parameters{.sched_priority = 1};
  return sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &parameters) == 0;
}

}  // namespace vmlab
