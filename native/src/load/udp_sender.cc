#include "udp_sender.h"

#include <algorithm>

namespace vmlab {

namespace {

constexpr std::int64_t kEthernet = 14;
constexpr std::int64_t kUdp = 8;
constexpr std::int64_t kOrdinaryMtu = 1500;

// Not above 1500 even on loopback or with jumbo frames: what was recorded came in packets of this size.
FrameSize frame_size(const Descriptor& socket, int family) {
  const bool four = family == AF_INET;
  const std::int64_t ip = four ? 20 : 40;
  int mtu = kOrdinaryMtu;
  socklen_t size = sizeof(mtu);
  getsockopt(socket.number(), four ? IPPROTO_IP : IPPROTO_IPV6, four ? IP_MTU : IPV6_MTU, &mtu, &size);
  return {kEthernet + ip + kUdp, std::min<std::int64_t>(mtu, kOrdinaryMtu) - ip - kUdp};
}

// Full socket or queue: try again. Refused: nobody listens there, which the kernel says of an earlier packet.
bool passes(int error) { return error == EAGAIN || error == ENOBUFS || error == ECONNREFUSED || error == EINTR; }

}  // namespace

UdpSender::UdpSender(const NetworkOptions& options)
    : socket_(connect_socket(options, SOCK_DGRAM)),
      size_(frame_size(socket_, SocketAddress(options.address, 0).family())),
      payload_(4096) {
  fill_random(payload_.words(), 3);
  for (std::size_t i = 0; i < kBatch; ++i) {
    pieces_[i].iov_base = payload_.words().data();
    messages_[i].msg_hdr.msg_iov = &pieces_[i];
    messages_[i].msg_hdr.msg_iovlen = 1;
  }
}

std::int64_t UdpSender::send(std::int64_t bytes) {
  const unsigned messages = fill(bytes);
  if (messages == 0) return 0;
  int sent = sendmmsg(socket_.number(), messages_.data(), messages, 0);
  // A refusal is told once, and nothing was sent then.
  if (sent < 0 && errno == ECONNREFUSED) sent = sendmmsg(socket_.number(), messages_.data(), messages, 0);
  if (sent < 0 && !passes(errno)) throw failed("sendmmsg", "cannot send");
  return sent_bytes(std::max(sent, 0));
}

unsigned UdpSender::fill(std::int64_t bytes) {
  unsigned messages = 0;
  while (messages < kBatch) {
    const std::int64_t frame = next_frame(bytes, size_);
    if (frame == 0) break;
    pieces_[messages++].iov_len = static_cast<std::size_t>(frame - size_.headers);
    bytes -= frame;
  }
  return messages;
}

std::int64_t UdpSender::sent_bytes(int messages) const {
  std::int64_t bytes = 0;
  for (int i = 0; i < messages; ++i) bytes += size_.headers + static_cast<std::int64_t>(pieces_[static_cast<std::size_t>(i)].iov_len);
  return bytes;
}

}  // namespace vmlab
