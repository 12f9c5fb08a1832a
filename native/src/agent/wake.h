#pragma once

#include <sys/eventfd.h>

#include <stop_token>

#include "../load/descriptor.h"

namespace vmlab {

/// Makes a stop visible to poll(2).
class Wake {
 public:
  explicit Wake(const std::stop_token& stop) : callback_(stop, Ring{event_.number()}) {}

  int number() const { return event_.number(); }

 private:
  struct Ring {
    int event;
    void operator()() const { eventfd_write(event, 1); }
  };

  Descriptor event_{eventfd(0, EFD_CLOEXEC)};
  std::stop_callback<Ring> callback_;
};

}  // namespace vmlab
