#pragma once

#include "stream/address.h"
#include "system/descriptor.h"

namespace vmlab::stream {

/// A socket that takes TCP connections.
class TcpListener {
 public:
  /// @throws std::system_error where the address is in use, or is not this machine's
  explicit TcpListener(const Address& address);

  /// The next that waits; an empty descriptor (and errno) where none does, or none can be taken.
  Descriptor accept() const;
  std::uint16_t port() const { return Address::of_socket(socket_.number()).port(); }
  int number() const { return socket_.number(); }

 private:
  Descriptor socket_;
};

}  // namespace vmlab::stream
