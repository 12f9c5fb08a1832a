#include "tcp_drain.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <map>

#include "wake.h"

namespace vmlab {

namespace {

constexpr std::size_t kPiece = 1 << 20;

void watch(const Descriptor& poller, int socket) {
  epoll_event event{.events = EPOLLIN, .data = {.fd = socket}};
  epoll_ctl(poller.number(), EPOLL_CTL_ADD, socket, &event);
}

// MSG_TRUNC on TCP throws away without copying. False when the other side has closed.
bool discard(int socket) {
  const auto size = recv(socket, nullptr, kPiece, MSG_TRUNC | MSG_DONTWAIT);
  return size > 0 || (size < 0 && (errno == EAGAIN || errno == EINTR));
}

}  // namespace

void drain_tcp(const Descriptor& listener, const std::stop_token& stop) {
  const Descriptor poller(epoll_create1(EPOLL_CLOEXEC));
  const Wake wake(stop);
  watch(poller, listener.number());
  watch(poller, wake.number());
  std::map<int, Descriptor> connections;
  while (!stop.stop_requested()) {
    epoll_event event{};
    if (epoll_wait(poller.number(), &event, 1, -1) <= 0) continue;
    if (connections.contains(event.data.fd) && !discard(event.data.fd)) connections.erase(event.data.fd);
    if (event.data.fd != listener.number()) continue;
    Descriptor connection(accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC));
    if (connection.number() < 0) continue;
    watch(poller, connection.number());
    connections.emplace(connection.number(), std::move(connection));
  }
}

}  // namespace vmlab
