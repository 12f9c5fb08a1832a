#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <string>

namespace vmlab::downtime {

/// A numeric IPv4 or IPv6 address (`fe80::1%eth0`, too) with a port. Names are not resolved: a static program has no resolver.
class Address {
 public:
  Address() = default;
  /// Throws std::invalid_argument.
  Address(const std::string& host, std::uint16_t port);

  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage_); }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage_); }
  socklen_t size() const { return storage_.ss_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in); }
  static constexpr socklen_t most() { return sizeof(sockaddr_storage); }
  int family() const { return storage_.ss_family; }
  std::uint16_t port() const;
  /// Whether it stands for all that this machine has: `0.0.0.0` or `::`.
  bool is_any() const;

  /// The address alone, as IPv6 holds it; an IPv4 address as ::ffff:a.b.c.d, in which form a socket of both tells it, too.
  using Bytes = std::array<unsigned char, 16>;
  Bytes bytes() const;

 private:
  sockaddr_storage storage_{};
};

}  // namespace vmlab::downtime
