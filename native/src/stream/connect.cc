#include "stream/connect.h"

#include <system_error>

#include "stream/local_traffic.h"
#include "stream/poll.h"

namespace vmlab::stream {

namespace {

[[noreturn]] void fail(int error, const Address& peer) {
  throw std::system_error(error, std::generic_category(), "cannot connect to " + peer.text());
}

/// What came of a connect that was under way; EINPROGRESS: nothing yet.
int outcome(int socket, const Bell& bell, Nanoseconds instant) {
  pollfd either[] = {{socket, POLLOUT, 0}, {bell.number(), POLLIN, 0}};
  poll_until(either, instant);
  if (either[0].revents == 0) return bell.rung() ? ECANCELED : now() >= instant ? ETIMEDOUT : EINPROGRESS;
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
  return error;
}

}  // namespace

Connection connect(const Address& peer, const Bell& bell, Nanoseconds instant) {
  Descriptor socket(::socket(peer.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket) fail(errno, peer);
  if (is_here(peer)) suit_local_traffic(socket.number());
  int error = ::connect(socket.number(), peer.data(), peer.size()) == 0 ? 0 : errno;
  while (error == EINPROGRESS || error == EINTR) error = outcome(socket.number(), bell, instant);
  if (error != 0) fail(error, peer);
  return Connection(std::move(socket));
}

}  // namespace vmlab::stream
