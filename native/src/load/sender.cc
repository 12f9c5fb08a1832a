#include "sender.h"

#include <poll.h>

#include "tcp_sender.h"
#include "udp_sender.h"

namespace vmlab {

namespace {

constexpr int kConnectMilliseconds = 5000;

std::string target(const NetworkOptions& options) {
  return options.protocol + ' ' + options.address + " port " + std::to_string(options.port);
}

void bind_socket(const Descriptor& socket, const NetworkOptions& options) {
  if (options.interface) {
    const auto& name = *options.interface;
    if (setsockopt(socket.number(), SOL_SOCKET, SO_BINDTODEVICE, name.data(), static_cast<socklen_t>(name.size())) != 0)
      throw failed("setsockopt", "cannot send through the interface " + name);
  }
  if (!options.source) return;
  const SocketAddress source(*options.source, 0);
  if (bind(socket.number(), source.get(), source.size()) != 0) throw failed("bind", "cannot send from " + *options.source);
}

void await_connection(const Descriptor& socket, const NetworkOptions& options) {
  pollfd ready{socket.number(), POLLOUT, 0};
  if (poll(&ready, 1, kConnectMilliseconds) == 0) errno = ETIMEDOUT;
  else {
    socklen_t size = sizeof(errno);
    getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &errno, &size);
  }
  if (errno != 0) throw failed("connect", "cannot connect to " + target(options));
}

}  // namespace

std::unique_ptr<Sender> open_sender(const NetworkOptions& options) {
  if (options.protocol == "tcp") return std::make_unique<TcpSender>(options);
  return std::make_unique<UdpSender>(options);
}

Descriptor connect_socket(const NetworkOptions& options, int type) {
  const SocketAddress address(options.address, options.port);
  Descriptor socket = open_socket(address.family(), type);
  bind_socket(socket, options);
  if (connect(socket.number(), address.get(), address.size()) == 0) return socket;
  if (errno != EINPROGRESS) throw failed("connect", "cannot connect to " + target(options));
  await_connection(socket, options);
  return socket;
}

}  // namespace vmlab
