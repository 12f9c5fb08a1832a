#include "timing/priority.h"

#include "system/short_slice.h"

namespace vmlab {

void prefer_prompt_wakeups() {
  wake_at_the_instant();
  const sched_param realtime{.sched_priority = 10};
  if (sched_setscheduler(0, SCHED_FIFO, &realtime) != 0) ask_for_short_slices();
}

}  // namespace vmlab
