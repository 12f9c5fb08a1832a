#pragma once

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <span>
#include <system_error>

#include "system/clock.h"

namespace vmlab::stream {

/// poll(2) until an instant of CLOCK_MONOTONIC.
inline void poll_until(std::span<pollfd> files, Nanoseconds instant) {
  const Nanoseconds left = std::max<Nanoseconds>(0, instant - now());
  const timespec timeout{left / kSecond, left % kSecond};
  if (ppoll(files.data(), files.size(), &timeout, nullptr) >= 0 || errno == EINTR) return;
  throw std::system_error(errno, std::generic_category(), "poll");
}

}  // namespace vmlab::stream
