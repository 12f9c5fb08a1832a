#include "downtime/waiter.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <system_error>

namespace vmlab::downtime {

Waiter::Waiter() : bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!bell_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Woken Waiter::wait(int socket, Nanoseconds until) const {
  pollfd either[] = {{bell_.number(), POLLIN, 0}, {socket, POLLIN, 0}};
  // The wait is relative, but is counted anew from the clock each time: nothing adds up.
  const Nanoseconds left = std::max<Nanoseconds>(0, until - now());
  const timespec timeout{left / kSecond, left % kSecond};
  if (ppoll(either, 2, &timeout, nullptr) < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "poll");
  if (either[0].revents != 0) return Woken::kStopped;
  return either[1].revents != 0 ? Woken::kReadable : Woken::kDeadline;
}

void Waiter::stop() const noexcept {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(bell_.number(), &one, sizeof one);
}

}  // namespace vmlab::downtime
