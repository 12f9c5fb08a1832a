#include "stream/listener.h"

#include <cerrno>
#include <system_error>

#include "stream/local_traffic.h"

namespace vmlab::stream {

namespace {

constexpr int kMostWaiting = 128;

[[noreturn]] void fail(const Address& address) {
  throw std::system_error(errno, std::generic_category(), "cannot listen on " + address.text());
}

}  // namespace

TcpListener::TcpListener(const Address& address)
    : socket_(::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
  if (!socket_) fail(address);
  const int on = 1;  // a port whose last connection closed a moment ago may be taken again
  setsockopt(socket_.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (address.is_loopback()) suit_local_traffic(socket_.number());  // what it accepts inherits that
  if (bind(socket_.number(), address.data(), address.size()) != 0) fail(address);
  if (listen(socket_.number(), kMostWaiting) != 0) fail(address);
}

Descriptor TcpListener::accept() const { return Descriptor(::accept4(socket_.number(), nullptr, nullptr, SOCK_CLOEXEC)); }

}  // namespace vmlab::stream
