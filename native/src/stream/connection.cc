#include "stream/connection.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/socket.h>

#include <system_error>

#include "stream/poll.h"

namespace vmlab::stream {

namespace {

bool again(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category(), "the connection broke"); }

}  // namespace

Connection::Connection(Descriptor socket) : socket_(std::move(socket)) {
  fcntl(socket_.number(), F_SETFL, fcntl(socket_.number(), F_GETFL) & ~O_NONBLOCK);
  const int on = 1;
  setsockopt(socket_.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

std::optional<std::size_t> Connection::try_receive(std::span<std::byte> space) const {
  const ssize_t got = recv(socket_.number(), space.data(), space.size(), MSG_DONTWAIT);
  if (got >= 0) return static_cast<std::size_t>(got);
  if (again(errno)) return std::nullopt;
  fail();
}

std::size_t Connection::receive(std::span<std::byte> space) const {
  for (;;) {
    const ssize_t got = recv(socket_.number(), space.data(), space.size(), 0);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (!again(errno)) fail();
  }
}

std::size_t Connection::try_send(std::span<iovec> pieces) const {
  msghdr message{};
  message.msg_iov = pieces.data();
  message.msg_iovlen = pieces.size();
  const ssize_t sent = sendmsg(socket_.number(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (again(errno)) return 0;
  fail();
}

void Connection::send(std::span<const std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && !again(errno)) fail();
    if (sent > 0) bytes = bytes.subspan(static_cast<std::size_t>(sent));
  }
}

void Connection::wait(short events, const Bell& bell, Nanoseconds instant) const {
  pollfd either[] = {{socket_.number(), events, 0}, {bell.number(), POLLIN, 0}};
  poll_until(either, instant);
}

void Connection::leave_peers_cpu() const {
  int cpu = -1;  // that received the last packet: over the loopback device, the sender's
  socklen_t size = sizeof cpu;
  getsockopt(socket_.number(), SOL_SOCKET, SO_INCOMING_CPU, &cpu, &size);
  if (cpu < 0 || cpu != sched_getcpu()) return;
  cpu_set_t all;
  if (sched_getaffinity(0, sizeof all, &all) != 0) return;
  cpu_set_t others = all;
  CPU_CLR(cpu, &others);
  if (CPU_COUNT(&others) == 0) return;
  sched_setaffinity(0, sizeof others, &others);
  sched_setaffinity(0, sizeof all, &all);
}

void Connection::end() const noexcept { shutdown(socket_.number(), SHUT_WR); }

void Connection::shut_down() const noexcept { shutdown(socket_.number(), SHUT_RDWR); }

}  // namespace vmlab::stream
