#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stream/address.h"
#include "stream/source_channel.h"
#include "system/record.h"

namespace vmlab::stream {

/// What a source is told, checked. The names are those of the record (source.h).
struct SourceSettings {
  /// @throws std::invalid_argument
  explicit SourceSettings(const Record& record);

  /// One for each connection, in the order of their numbers: the streams, then that of requested pages.
  std::vector<ChannelRole> roles(std::uint64_t session) const;

  Address peer;
  bool precopy;
  bool postcopy;
  std::uint64_t pages;  // of the VM
  Nanoseconds duration;
  std::uint32_t channels;
  bool requested_channel;
  std::string contents;
  double compressibility;
  double bandwidth;        // bytes/s of all connections; 0: unlimited
  std::uint32_t requests;  // 0: the destination's own number
  std::optional<std::uint64_t> seed;
  Nanoseconds connect_timeout;

 private:
  bool needs_hello() const { return channels > 1 || requested_channel || requests > 0; }
};

}  // namespace vmlab::stream
