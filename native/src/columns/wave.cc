#include "columns/wave.h"

namespace vmlab {

Loop turn_loop(const Columns& columns) {
  double *across = columns.column("x"), *up = columns.column("y"), *level = columns.column("levels");
  return [=, count = columns.count()](const Numbers& numbers) {
    const double turn_x = numbers[0], turn_y = numbers[1];
    double *x = across, *y = up, *levels = level;
#pragma GCC ivdep
    for (std::size_t vm = 0; vm < count; vm++) {
      const double before_x = x[vm], before_y = y[vm];
      const double height = 0.5 - 0.5 * before_x;
      levels[vm] = height > 0 ? height : 0;
      x[vm] = before_x * turn_x - before_y * turn_y;
      y[vm] = before_x * turn_y + before_y * turn_x;
    }
    return 0.0;
  };
}

Loop spread_loop(const Columns& columns) {
  const double* levels = columns.column("levels");
  double* amounts = columns.column("into");
  return [=, count = columns.count()](const Numbers& numbers) {
    const double idle = numbers[0], range = numbers[1];
    double* into = amounts;
#pragma GCC ivdep
    for (std::size_t vm = 0; vm < count; vm++) into[vm] = idle + range * levels[vm];
    return 0.0;
  };
}

}  // namespace vmlab
