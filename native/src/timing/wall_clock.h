#pragma once

namespace vmlab {

/** What the kernel knows of its own wall clock: adjtimex(2), which reads only here. */
struct WallClock {
  bool synchronized = false;
  double maximum_error = 0;    // s
  double estimated_error = 0;  // s
};

WallClock wall_clock();

}  // namespace vmlab
