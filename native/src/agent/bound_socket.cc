#include "bound_socket.h"

#include <sys/socket.h>

#include "../load/socket_address.h"

namespace vmlab {

namespace {

std::uint16_t port_of(const Flags& flags, std::uint16_t otherwise) {
  const auto port = flags.number("--port").value_or(otherwise);
  if (port > UINT16_MAX) throw Failure("arguments", EINVAL, "--port needs a number up to 65535");
  return static_cast<std::uint16_t>(port);
}

}  // namespace

Descriptor bound_socket(const Flags& flags, int type, const Place& otherwise) {
  const SocketAddress address(flags.one("--address").value_or(otherwise.address), port_of(flags, otherwise.port));
  Descriptor socket = open_socket(address.family(), type);
  const int yes = 1;
  if (type == SOCK_STREAM) setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  if (bind(socket.number(), address.get(), address.size()) != 0) throw failed("bind", "cannot listen");
  if (type == SOCK_STREAM && listen(socket.number(), SOMAXCONN) != 0) throw failed("listen", "cannot listen");
  return socket;
}

}  // namespace vmlab
