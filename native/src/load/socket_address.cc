#include "socket_address.h"

#include <arpa/inet.h>

namespace vmlab {

SocketAddress::SocketAddress(const std::string& host, std::uint16_t port) {
  auto* four = reinterpret_cast<sockaddr_in*>(&storage_);
  auto* six = reinterpret_cast<sockaddr_in6*>(&storage_);
  if (inet_pton(AF_INET, host.c_str(), &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons(port);
    size_ = sizeof(*four);
  } else if (inet_pton(AF_INET6, host.c_str(), &six->sin6_addr) == 1) {
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(port);
    size_ = sizeof(*six);
  } else {
    throw Failure("address", EINVAL, host + " is not a numeric IPv4 or IPv6 address");
  }
}

Descriptor open_socket(int family, int type) {
  Descriptor socket(::socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (socket.number() < 0) throw failed("socket", "cannot make a socket");
  return socket;
}

std::uint16_t bound_port(const Descriptor& socket) {
  sockaddr_storage storage{};
  socklen_t size = sizeof(storage);
  if (getsockname(socket.number(), reinterpret_cast<sockaddr*>(&storage), &size) != 0) throw failed("getsockname", "cannot tell the port");
  // The port stands at the same place in sockaddr_in and sockaddr_in6.
  return ntohs(reinterpret_cast<const sockaddr_in*>(&storage)->sin_port);
}

}  // namespace vmlab
