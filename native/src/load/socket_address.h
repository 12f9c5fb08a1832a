#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <string>

#include "descriptor.h"

namespace vmlab {

/// A numeric IPv4 or IPv6 address with a port. Names are not resolved: a static program has no resolver.
class SocketAddress {
 public:
  SocketAddress(const std::string& host, std::uint16_t port);

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage_); }
  socklen_t size() const { return size_; }
  int family() const { return storage_.ss_family; }

 private:
  sockaddr_storage storage_{};
  socklen_t size_;
};

Descriptor open_socket(int family, int type);

/// The port that the kernel chose.
std::uint16_t bound_port(const Descriptor& socket);

}  // namespace vmlab
