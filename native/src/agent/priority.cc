#include "priority.h"

#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace vmlab {

namespace {

// struct sched_attr of sched_setattr(2), which glibc of Debian 12 does not declare.
struct Attributes {
  std::uint32_t size = sizeof(Attributes);
  std::uint32_t policy = SCHED_OTHER;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  std::uint64_t runtime = 0;
  std::uint64_t deadline = 0;
  std::uint64_t period = 0;
};

constexpr std::uint64_t kShortSlice = 100'000;  // ns, the least that EEVDF takes

// Kernels before 6.12 accept the field and forget it.
bool takes_slices() {
  Attributes found;
  return syscall(SYS_sched_getattr, 0, &found, sizeof(found), 0) == 0 && found.runtime == kShortSlice;
}

}  // namespace

// Since Linux 6.12 an ordinary thread may ask for short slices: its virtual deadline comes sooner, so it runs sooner
// after waking, for the same share. Older kernels ignore or refuse the field, and nothing is lost.
bool wake_promptly() {
  prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
  Attributes attributes;
  attributes.runtime = kShortSlice;
  return syscall(SYS_sched_setattr, 0, &attributes, 0) == 0 && takes_slices();
}

// With CONFIG_RT_GROUP_SCHED this fails in every cgroup v1 group but the root, unless it has a real-time budget: hence
// --control-join. Where it fails the short slice remains.
bool go_first() {
  const sched_param parameters{.sched_priority = 1};
  return sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &parameters) == 0;
}

}  // namespace vmlab
