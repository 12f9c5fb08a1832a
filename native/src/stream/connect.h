#pragma once

#include "stream/address.h"
#include "stream/connection.h"

namespace vmlab::stream {

/// Until the instant, or the bell.
/// @throws std::system_error where the peer refuses, is not there (ETIMEDOUT at the instant), or the bell was rung (ECANCELED)
Connection connect(const Address& peer, const Bell& bell, Nanoseconds instant);

}  // namespace vmlab::stream
