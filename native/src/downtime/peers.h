#pragma once

#include <string>
#include <vector>

#include "downtime/address.h"

namespace vmlab::downtime {

/// Who is answered or listened to.
class Peers {
 public:
  /// Addresses and networks with blanks between: "10.0.0.0/8 192.168.1.5 fd00::/8"; none: everybody. Throws std::invalid_argument.
  explicit Peers(const std::string& list);

  bool include(const Address& address) const;

 private:
  struct Network {
    Address::Bytes bytes;
    int bits;  // of the 128
  };

  static Network network(const std::string& word);
  static bool holds(const Network& network, const Address::Bytes& bytes);

  std::vector<Network> networks_;
};

}  // namespace vmlab::downtime
