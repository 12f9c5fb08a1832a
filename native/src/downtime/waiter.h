#pragma once

#include "system/clock.h"
#include "system/descriptor.h"

namespace vmlab::downtime {

enum class Woken { kReadable, kDeadline, kStopped };

/// Waits for a socket, an absolute instant, or the end, whichever comes first.
class Waiter {
 public:
  Waiter();
  /// @param socket a descriptor; -1: none
  Woken wait(int socket, Nanoseconds until) const;
  /// For good; from any thread, at any time.
  void stop() const noexcept;

 private:
  Descriptor bell_;
};

}  // namespace vmlab::downtime
