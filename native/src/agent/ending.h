#pragma once

#include <stop_token>
#include <string>

#include "../load/descriptor.h"

namespace vmlab {

/// What tells this process to end: the end of standard input, SIGTERM or SIGINT. Made before the first thread, since it
/// blocks the signals; they are read from a descriptor, so no code of ours runs in a signal handler.
class Ending {
 public:
  Ending();

  /// Waits for more input. Empty when it is time to end, or when the stop came.
  std::string read_more(const std::stop_token& stop) const;

 private:
  Descriptor signals_;
};

/// For a service, whose input is /dev/null and so has ended already: in its place a pipe whose other end stays open.
void keep_input_open();

}  // namespace vmlab
