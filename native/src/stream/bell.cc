#include "stream/bell.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <system_error>

#include "stream/poll.h"

namespace vmlab::stream {

Bell::Bell() : event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!event_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void Bell::ring() noexcept {
  rung_ = true;
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(event_.number(), &one, sizeof one);
}

void Bell::hush() {
  rung_ = false;
  std::uint64_t times = 0;
  [[maybe_unused]] const auto taken = read(event_.number(), &times, sizeof times);
}

bool Bell::wait_until(Nanoseconds instant) const {
  while (!rung() && now() < instant) {
    pollfd file{number(), POLLIN, 0};
    poll_until({&file, 1}, instant);
  }
  return !rung();
}

}  // namespace vmlab::stream
