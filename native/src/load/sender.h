#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "socket_address.h"

namespace vmlab {

struct NetworkOptions {
  std::string address;
  std::uint16_t port = 0;
  std::string protocol = "udp";
  std::optional<std::string> source;  // address to send from
  std::optional<std::string> interface;  // to send through
};

/// Sends without waiting, in bytes as an Ethernet interface counts them: payload and all headers from the MAC address on.
class Sender {
 public:
  virtual ~Sender() = default;

  /// Sends up to so many bytes, a batch at most. Less than what `frame` allows, down to 0: the socket is full for now.
  virtual std::int64_t send(std::int64_t bytes) = 0;

  /// The largest frame, and the smallest: fewer bytes than that cannot be sent.
  virtual std::int64_t largest() const = 0;
  virtual std::int64_t smallest() const = 0;
};

/// A connected sender, TCP or UDP.
std::unique_ptr<Sender> open_sender(const NetworkOptions& options);

/// A socket bound and connected as told.
Descriptor connect_socket(const NetworkOptions& options, int type);

}  // namespace vmlab
