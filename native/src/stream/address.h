#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <string>

namespace vmlab::stream {

/// Where a socket is or leads to: IPv4 or IPv6.
class Address {
 public:
  /// @throws std::invalid_argument for a host that is not a numeric address
  Address(const std::string& host, std::uint16_t port);
  static Address of_socket(int socket);
  static Address of_peer(int socket);

  int family() const { return storage_.ss_family; }
  const sockaddr* data() const { return reinterpret_cast<const sockaddr*>(&storage_); }
  socklen_t size() const { return size_; }

  bool is_loopback() const;
  std::string host() const;
  std::uint16_t port() const;
  /// `127.0.0.1:4242`, `[::1]:4242`
  std::string text() const;

 private:
  Address() = default;

  sockaddr_storage storage_{};
  socklen_t size_ = sizeof storage_;
};

}  // namespace vmlab::stream
