#include "downtime/peers.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <stdexcept>

namespace vmlab::downtime {

namespace {

constexpr int kBits = 128;
constexpr int kMappedBits = 96;  // before the four bytes of an IPv4 address

int prefix_length(const std::string& digits, int most) {
  int bits = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (error != std::errc() || *end != '\0' || bits < 0 || bits > most)
    throw std::invalid_argument("expected a prefix length of 0 to " + std::to_string(most) + ", got '" + digits + "'");
  return bits;
}

}  // namespace

Peers::Peers(const std::string& list) {
  std::istringstream words(list);
  for (std::string word; words >> word;) networks_.push_back(network(word));
}

bool Peers::include(const Address& address) const {
  if (networks_.empty()) return true;
  const auto bytes = address.bytes();
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& known) { return holds(known, bytes); });
}

Peers::Network Peers::network(const std::string& word) {
  const auto slash = word.find('/');
  const Address address(word.substr(0, slash), 0);
  if (slash == std::string::npos) return {address.bytes(), kBits};
  const int before = address.family() == AF_INET ? kMappedBits : 0;
  return {address.bytes(), before + prefix_length(word.substr(slash + 1), kBits - before)};
}

bool Peers::holds(const Network& network, const Address::Bytes& bytes) {
  const auto whole = static_cast<std::size_t>(network.bits / 8);
  if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(whole), network.bytes.begin())) return false;
  const int rest = network.bits % 8;
  return rest == 0 || ((bytes[whole] ^ network.bytes[whole]) >> (8 - rest)) == 0;
}

}  // namespace vmlab::downtime
