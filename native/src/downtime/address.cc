#include "downtime/address.h"

#include <arpa/inet.h>
#include <net/if.h>

#include <algorithm>
#include <stdexcept>

namespace vmlab::downtime {

Address::Address(const std::string& host, std::uint16_t port) {
  auto& four = reinterpret_cast<sockaddr_in&>(storage_);
  auto& six = reinterpret_cast<sockaddr_in6&>(storage_);
  const auto percent = host.find('%');
  if (inet_pton(AF_INET, host.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
  } else if (inet_pton(AF_INET6, host.substr(0, percent).c_str(), &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(port);
    if (percent != std::string::npos) six.sin6_scope_id = if_nametoindex(host.c_str() + percent + 1);
  } else {
    throw std::invalid_argument("expected a numeric IPv4 or IPv6 address, got '" + host + "'");
  }
}

std::uint16_t Address::port() const {
  // It stands at the same place in sockaddr_in and sockaddr_in6.
  return ntohs(reinterpret_cast<const sockaddr_in&>(storage_).sin_port);
}

bool Address::is_any() const {
  const Bytes any = family() == AF_INET ? Address("0.0.0.0", 0).bytes() : Bytes{};
  return bytes() == any;
}

Address::Bytes Address::bytes() const {
  Bytes bytes{};
  if (family() == AF_INET6) {
    std::copy_n(reinterpret_cast<const sockaddr_in6&>(storage_).sin6_addr.s6_addr, bytes.size(), bytes.begin());
    return bytes;
  }
  bytes[10] = bytes[11] = 0xff;
  const auto& four = reinterpret_cast<const sockaddr_in&>(storage_).sin_addr;
  std::copy_n(reinterpret_cast<const unsigned char*>(&four), sizeof four, bytes.begin() + 12);
  return bytes;
}

}  // namespace vmlab::downtime
