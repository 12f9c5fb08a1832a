#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "../load/descriptor.h"
#include "../system/clock.h"

namespace vmlab {

/// A line that is told again and again.
struct Announcement {
  std::function<std::string()> line;
  Nanoseconds interval;
};

/// Tells every client of a listening socket the line: at once, and then each interval. Returns at the stop.
void serve_lines(const Descriptor& listener, const Announcement& announcement, const std::stop_token& stop);

}  // namespace vmlab
