#pragma once

#include "../load/descriptor.h"
#include "flags.h"

namespace vmlab {

/// Where a verb listens unless told otherwise.
struct Place {
  std::string address;
  std::uint16_t port;
};

/// A socket of SOCK_DGRAM or SOCK_STREAM at --address and --port; a stream listens.
Descriptor bound_socket(const Flags& flags, int type, const Place& otherwise);

}  // namespace vmlab
