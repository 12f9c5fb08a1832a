#pragma once

#include <stop_token>

#include "../system/clock.h"

namespace vmlab {

/// Sleeps to an absolute instant. False when the stop came first.
bool sleep_until(const std::stop_token& stop, Nanoseconds instant);

}  // namespace vmlab
