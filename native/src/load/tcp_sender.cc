#include "tcp_sender.h"

#include <netinet/tcp.h>

#include <algorithm>

namespace vmlab {

namespace {

constexpr std::int64_t kBatch = 64 << 10;
constexpr int kUnsent = 64 << 10;

void set(const Descriptor& socket, int option, int value) {
  setsockopt(socket.number(), IPPROTO_TCP, option, &value, sizeof(value));
}

std::int64_t segment_size(const Descriptor& socket) {
  int size = 1448;
  socklen_t length = sizeof(size);
  getsockopt(socket.number(), IPPROTO_TCP, TCP_MAXSEG, &size, &length);
  return std::max(size, 1);
}

}  // namespace

// What waits in the socket is not on the interface yet: little may wait, and nothing waits for more to join it.
TcpSender::TcpSender(const NetworkOptions& options)
    : socket_(connect_socket(options, SOCK_STREAM)), segment_(segment_size(socket_)), payload_(kBatch) {
  set(socket_, TCP_NODELAY, 1);
  set(socket_, TCP_NOTSENT_LOWAT, kUnsent);
  fill_random(payload_.words(), 4);
}

// One header a segment is how the far end counts; an interface that is handed larger pieces to cut counts fewer.
std::int64_t TcpSender::send(std::int64_t bytes) {
  const std::int64_t wire = std::min(bytes, kBatch);
  if (wire < smallest()) return 0;
  const std::int64_t segments = (wire + largest() - 1) / largest();
  const auto payload = static_cast<std::size_t>(std::max<std::int64_t>(1, wire - segments * kHeaders));
  const auto sent = ::send(socket_.number(), payload_.words().data(), payload, MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN && errno != EINTR) throw failed("send", "the connection broke");
  if (sent <= 0) return 0;
  return sent + (sent + segment_ - 1) / segment_ * kHeaders;
}

}  // namespace vmlab
