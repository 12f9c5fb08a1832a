#include "stream/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <system_error>

namespace vmlab::stream {

namespace {

struct Name {
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
};

Name name_of(const Address& address) {
  Name name;
  getnameinfo(address.data(), address.size(), name.host.data(), name.host.size(), name.port.data(), name.port.size(),
              NI_NUMERICHOST | NI_NUMERICSERV);
  return name;
}

}  // namespace

Address::Address(const std::string& host, std::uint16_t port) {
  addrinfo numeric{};
  numeric.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  numeric.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &numeric, &found) != 0)
    throw std::invalid_argument("expected a numeric IPv4 or IPv6 address, got '" + host + "'");
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned(found, freeaddrinfo);
  std::memcpy(&storage_, found->ai_addr, found->ai_addrlen);
  size_ = found->ai_addrlen;
}

Address Address::of_socket(int socket) {
  Address address;
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&address.storage_), &address.size_) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot tell a socket's address");
  return address;
}

Address Address::of_peer(int socket) {
  Address address;
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&address.storage_), &address.size_) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot tell a peer's address");
  return address;
}

bool Address::is_loopback() const {
  if (family() == AF_INET6) return IN6_IS_ADDR_LOOPBACK(&reinterpret_cast<const sockaddr_in6*>(&storage_)->sin6_addr);
  return ntohl(reinterpret_cast<const sockaddr_in*>(&storage_)->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
}

std::string Address::host() const { return name_of(*this).host.data(); }

std::uint16_t Address::port() const { return static_cast<std::uint16_t>(std::stoi(name_of(*this).port.data())); }

std::string Address::text() const {
  const Name name = name_of(*this);
  const std::string host = name.host.data();
  return (family() == AF_INET6 ? "[" + host + "]" : host) + ":" + name.port.data();
}

}  // namespace vmlab::stream
