#include "timing/priority.h"

#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace vmlab {

namespace {

/** As in linux/sched/types.h, which glibc does not declare for C++. */
struct SchedulingAttributes {
  uint32_t size = sizeof(SchedulingAttributes);
  uint32_t policy = SCHED_OTHER;
  uint64_t flags = 0;
  int32_t nice = 0;
  uint32_t priority = 0;
  uint64_t runtime = 0;
  uint64_t deadline = 0;
  uint64_t period = 0;
};

constexpr uint64_t kShortestSlice = 100'000;  // ns; the least that EEVDF takes

}  // namespace

void prefer_prompt_wakeups() {
  prctl(PR_SET_TIMERSLACK, 1);
  const sched_param realtime{.sched_priority = 10};
  if (sched_setscheduler(0, SCHED_FIFO, &realtime) == 0) return;
  SchedulingAttributes attributes;
  attributes.runtime = kShortestSlice;
  syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace vmlab
