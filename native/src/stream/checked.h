#pragma once

#include <cstdint>
#include <string>

#include "system/clock.h"
#include "system/record.h"

namespace vmlab::stream {

/// A number within bounds. @throws std::invalid_argument
double checked(const Record& record, const std::string& name, double otherwise, double least, double most);

/// Seconds as nanoseconds; without any, `otherwise`.
Nanoseconds checked_time(const Record& record, const std::string& name, Nanoseconds otherwise);

/// Pages of the emulated VM, from `size` in bytes.
std::uint64_t checked_pages(const Record& record);

std::uint16_t checked_port(const Record& record);

}  // namespace vmlab::stream
