#include "timing/alarm.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

#include <cerrno>
#include <system_error>

#include "system/clock.h"

namespace vmlab {

Alarm::Alarm() : timer_(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC)), bell_(eventfd(0, EFD_CLOEXEC)) {
  if (!timer_ || !bell_) throw std::system_error(errno, std::generic_category(), "timerfd or eventfd");
}

bool Alarm::wait_until(int64_t deadline_ns) const {
  const int64_t at = deadline_ns > 0 ? deadline_ns : 1;  // 0 would disarm the timer
  const itimerspec when{{0, 0}, {at / kSecond, at % kSecond}};
  timerfd_settime(timer_.number(), TFD_TIMER_ABSTIME, &when, nullptr);
  pollfd either[] = {{timer_.number(), POLLIN, 0}, {bell_.number(), POLLIN, 0}};
  while (poll(either, 2, -1) < 0 && errno == EINTR) {
  }
  return (either[1].revents & POLLIN) == 0;
}

void Alarm::ring() const {
  const uint64_t one = 1;
  [[maybe_unused]] const auto written = write(bell_.number(), &one, sizeof one);
}

}  // namespace vmlab
