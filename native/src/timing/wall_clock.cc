#include "timing/wall_clock.h"

#include <sys/timex.h>

namespace vmlab {

WallClock wall_clock() {
  timex state{};
  const bool known = adjtimex(&state) != TIME_ERROR;
  return {known && (state.status & STA_UNSYNC) == 0, state.maxerror / 1e6, state.esterror / 1e6};
}

}  // namespace vmlab
