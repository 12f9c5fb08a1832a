#include "stream/checked.h"

#include <stdexcept>

#include "stream/wire.h"

namespace vmlab::stream {

double checked(const Record& record, const std::string& name, double otherwise, double least, double most) {
  const double value = record.number(name, otherwise);
  if (value >= least && value <= most) return value;
  throw std::invalid_argument("expected " + name + " from " + std::to_string(least) + " to " + std::to_string(most) + ", got " +
                              std::to_string(value));
}

Nanoseconds checked_time(const Record& record, const std::string& name, Nanoseconds otherwise) {
  constexpr double kLongest = 3e9;  // s, a century
  if (!record.has(name)) return otherwise;
  return static_cast<Nanoseconds>(checked(record, name, 0, 0, kLongest) * kSecond);
}

std::uint64_t checked_pages(const Record& record) {
  return static_cast<std::uint64_t>(checked(record, "size", kDefaultVmSize, kPageSize, 9e18)) / kPageSize;
}

std::uint16_t checked_port(const Record& record) { return static_cast<std::uint16_t>(checked(record, "port", kDefaultPort, 0, 65535)); }

}  // namespace vmlab::stream
