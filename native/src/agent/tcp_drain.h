#pragma once

#include <stop_token>

#include "../load/descriptor.h"

namespace vmlab {

/// Accepts any number of connections on a listening socket and throws away what comes, until the stop.
void drain_tcp(const Descriptor& listener, const std::stop_token& stop);

}  // namespace vmlab
