#pragma once

#include "stream/bell.h"
#include "system/clock.h"

namespace vmlab::stream {

/// A last part of a second that is shorter is not told: a rate over it says little.
constexpr Nanoseconds kShortestSecond = kSecond / 10;

inline double seconds(Nanoseconds time) { return static_cast<double>(time) / kSecond; }

inline Nanoseconds after(Nanoseconds instant, Nanoseconds time) { return time == Bell::kNever ? Bell::kNever : instant + time; }

}  // namespace vmlab::stream
