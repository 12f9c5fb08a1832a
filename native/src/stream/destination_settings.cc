#include "stream/destination_settings.h"

#include <random>
#include <stdexcept>

#include "stream/bell.h"
#include "stream/checked.h"
#include "stream/wire.h"

namespace vmlab::stream {

DestinationSettings::DestinationSettings(const Record& record)
    : address(record.text("host", "127.0.0.1"), checked_port(record)),
      pages(checked_pages(record)),
      requests(static_cast<std::uint32_t>(checked(record, "requests", 1, 1, kMostRequests))),
      duration(checked_time(record, "duration", Bell::kNever)),
      seed(record.has("seed") ? static_cast<std::uint64_t>(checked(record, "seed", 0, 0, 9007199254740992.0)) : std::random_device()()) {
  if (record.has("faults")) faults = record.numbers("faults");
  check_faults();
}

void DestinationSettings::check_faults() const {
  for (const double index : faults) {
    if (index >= 0 && index < static_cast<double>(pages)) continue;
    throw std::invalid_argument("expected faults at pages 0 to " + std::to_string(pages - 1) + ", got " + std::to_string(index));
  }
}

}  // namespace vmlab::stream
