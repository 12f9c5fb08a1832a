#pragma once

#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace vmlab {

/// struct sched_attr of sched_setattr(2), which glibc of Debian 12 does not declare.
struct SchedulingAttributes {
  std::uint32_t size = sizeof(SchedulingAttributes);
  std::uint32_t policy = SCHED_OTHER;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  std::uint64_t runtime = 0;
  std::uint64_t deadline = 0;
  std::uint64_t period = 0;
};

constexpr std::uint64_t kShortSlice = 100'000;  // ns, the least that EEVDF takes

/// Since Linux 6.12 an ordinary thread may ask for short slices: its virtual deadline comes sooner, so it runs sooner after waking, for
/// the same share. Older kernels ignore or refuse the field, and nothing is lost. False where it was refused.
inline bool ask_for_short_slices() {
  SchedulingAttributes attributes;
  attributes.runtime = kShortSlice;
  return syscall(SYS_sched_setattr, 0, &attributes, 0) == 0;
}

/// Timers of this thread go off at their instant, not up to 50 us later.
inline void wake_at_the_instant() { prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0); }

}  // namespace vmlab
