#include "stream/local_traffic.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "system/descriptor.h"

namespace vmlab::stream {

namespace {

constexpr int kSendBuffer = 512 << 10;
constexpr int kReceiveBuffer = 256 << 10;

}  // namespace

bool is_here(const Address& peer) {
  if (peer.is_loopback()) return true;
  const Descriptor probe(::socket(peer.family(), SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!probe || connect(probe.number(), peer.data(), peer.size()) != 0) return false;
  return Address::of_socket(probe.number()).host() == peer.host();
}

void suit_local_traffic(int socket) {
  setsockopt(socket, IPPROTO_TCP, TCP_CONGESTION, "reno", 4);
  setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
  setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &kReceiveBuffer, sizeof kReceiveBuffer);
}

}  // namespace vmlab::stream
