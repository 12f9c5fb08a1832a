#pragma once

#include <cstdint>
#include <vector>

#include "stream/address.h"
#include "system/clock.h"
#include "system/record.h"

namespace vmlab::stream {

/// What a destination is told, checked. The names are those of the record (destination.h).
struct DestinationSettings {
  /// @throws std::invalid_argument
  explicit DestinationSettings(const Record& record);

  Address address;
  std::uint64_t pages;     // of the VM
  std::uint32_t requests;  // in flight
  std::vector<double> faults;
  Nanoseconds duration;
  std::uint64_t seed;

 private:
  void check_faults() const;
};

}  // namespace vmlab::stream
