#include "stream/source_settings.h"

#include <stdexcept>

#include "stream/checked.h"

namespace vmlab::stream {

namespace {

constexpr Nanoseconds kConnectTimeout = 10 * kSecond;
constexpr double kMostChannels = 255;

}  // namespace

SourceSettings::SourceSettings(const Record& record)
    : peer(record.text("host"), checked_port(record)),
      precopy(record.number("precopy", 0) != 0),
      postcopy(record.number("postcopy", 0) != 0),
      pages(checked_pages(record)),
      duration(checked_time(record, "duration", Bell::kNever)),
      channels(static_cast<std::uint32_t>(checked(record, "channels", 1, 1, kMostChannels))),
      requested_channel(record.number("requested_channel", 0) != 0),
      contents(record.text("contents", "zero")),
      compressibility(checked(record, "compressibility", 0.5, 0, 1)),
      bandwidth(record.has("bandwidth") ? checked(record, "bandwidth", 0, 1, 1e15) : 0),
      requests(static_cast<std::uint32_t>(record.has("requests") ? checked(record, "requests", 1, 1, kMostRequests) : 0)),
      connect_timeout(checked_time(record, "connect_timeout", kConnectTimeout)) {
  if (record.has("seed")) seed = static_cast<std::uint64_t>(checked(record, "seed", 0, 0, 9007199254740992.0));
  if (!precopy && !postcopy) throw std::invalid_argument("expected precopy, postcopy or both");
  if (pages < channels) throw std::invalid_argument("expected a VM with a page for each channel at least");
}

std::vector<ChannelRole> SourceSettings::roles(std::uint64_t session) const {
  const std::uint32_t connections = channels + (requested_channel ? 1 : 0);
  std::vector<ChannelRole> roles(connections);
  for (std::uint32_t number = 0; number < connections; number++) {
    const bool requested = number == channels;
    ChannelRole& role = roles[number];
    if (needs_hello()) role.hello = Hello{session, number, connections, requested ? Hello::kRequestedPages : 0, requests, 0};
    role.precopy = precopy && !requested;
    role.postcopy = postcopy && number == (requested_channel ? channels : 0);
    role.bandwidth = bandwidth / channels;
    role.pages = {requested ? 0 : number, channels, pages};
    role.prompt = requested && precopy;
  }
  return roles;
}

}  // namespace vmlab::stream
