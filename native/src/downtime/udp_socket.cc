#include "downtime/udp_socket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace vmlab::downtime {

namespace {

std::system_error failed(const char* what) { return {errno, std::generic_category(), what}; }

/// Nobody there, no way there, or no room on the way: what a guest that is down looks like, and what passes.
bool passes(int error) {
  constexpr std::array known = {ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, ENOBUFS, EAGAIN, EINTR, EPERM, EADDRNOTAVAIL};
  return std::find(known.begin(), known.end(), error) != known.end();
}

/// The kernel stamps by the wall clock: what that says has passed since is taken from now.
Nanoseconds monotonic(const timespec& stamp) {
  const Nanoseconds age = read_clock(CLOCK_REALTIME) - (stamp.tv_sec * kSecond + stamp.tv_nsec);
  return now() - std::max<Nanoseconds>(0, age);
}

template <typename Type>
Type data_of(const cmsghdr* part) {
  Type value;
  std::memcpy(&value, CMSG_DATA(part), sizeof value);
  return value;
}

template <typename Type>
void attach(msghdr& message, std::span<unsigned char> control, int level, int type, const Type& value) {
  message.msg_control = control.data();
  message.msg_controllen = CMSG_SPACE(sizeof value);
  cmsghdr* part = CMSG_FIRSTHDR(&message);
  part->cmsg_level = level;
  part->cmsg_type = type;
  part->cmsg_len = CMSG_LEN(sizeof value);
  std::memcpy(CMSG_DATA(part), &value, sizeof value);
}

}  // namespace

UdpSocket::UdpSocket(int family) : socket_(socket(family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)), buffer_(kLargest) {
  if (!socket_) throw failed("cannot make a socket");
}

UdpSocket UdpSocket::answering(const Address& address) {
  UdpSocket socket(address.family());
  const bool four = address.family() == AF_INET;
  if (address.is_any()) socket.set(four ? IPPROTO_IP : IPPROTO_IPV6, four ? IP_PKTINFO : IPV6_RECVPKTINFO);
  socket.listen_at(address);
  return socket;
}

UdpSocket UdpSocket::listening(const Address& address) {
  UdpSocket socket(address.family());
  socket.set(SOL_SOCKET, SO_TIMESTAMPNS);
  socket.listen_at(address);
  return socket;
}

void UdpSocket::listen_at(const Address& address) {
  keep_more();
  if (bind(number(), address.get(), address.size()) != 0) throw failed("cannot listen");
}

UdpSocket UdpSocket::connected(const Address& peer) {
  UdpSocket socket(peer.family());
  socket.set(SOL_SOCKET, SO_TIMESTAMPNS);
  if (connect(socket.number(), peer.get(), peer.size()) != 0) throw failed("cannot send there");
  return socket;
}

void UdpSocket::set(int level, int option) {
  const int on = 1;
  if (setsockopt(number(), level, option, &on, sizeof on) != 0) throw failed("cannot set up a socket");
}

/// The usual buffer holds some 270 datagrams: 27 ms at the shortest interval, and a busy machine may keep this program waiting for longer.
void UdpSocket::keep_more() {
  constexpr int kBytes = 4 << 20;
  if (setsockopt(number(), SOL_SOCKET, SO_RCVBUFFORCE, &kBytes, sizeof kBytes) == 0) return;
  setsockopt(number(), SOL_SOCKET, SO_RCVBUF, &kBytes, sizeof kBytes);  // as much of it as whoever is not root may have
}

std::uint16_t UdpSocket::port() const {
  Address address;
  socklen_t size = Address::most();
  if (getsockname(number(), address.get(), &size) != 0) throw failed("cannot tell the port");
  return address.port();
}

std::optional<Datagram> UdpSocket::receive() {
  Datagram datagram;
  iovec piece{buffer_.data(), buffer_.size()};
  msghdr message{};
  message.msg_name = datagram.from.get();
  message.msg_namelen = Address::most();
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control_.data();
  message.msg_controllen = control_.size();
  const ssize_t length = recvmsg(number(), &message, 0);
  if (length < 0) {
    if (errno != EAGAIN) passed(length);
    return {};
  }
  datagram.bytes = {buffer_.data(), static_cast<std::size_t>(length)};
  datagram.arrived = read_control(message);
  return datagram;
}

Nanoseconds UdpSocket::read_control(msghdr& message) {
  Nanoseconds arrived = 0;
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_TIMESTAMPNS) arrived = monotonic(data_of<timespec>(part));
    if (part->cmsg_level == IPPROTO_IP && part->cmsg_type == IP_PKTINFO) asked4_ = data_of<in_pktinfo>(part);
    if (part->cmsg_level == IPPROTO_IPV6 && part->cmsg_type == IPV6_PKTINFO) asked6_ = data_of<in6_pktinfo>(part);
  }
  return arrived;
}

bool UdpSocket::send(std::span<const unsigned char> bytes) {
  // An earlier refusal is told once, in place of sending.
  for (int attempt = 0; attempt < 2; attempt++)
    if (passed(::send(number(), bytes.data(), bytes.size(), 0))) return true;
  return false;
}

bool UdpSocket::send_back(const Datagram& datagram) {
  iovec piece{const_cast<unsigned char*>(datagram.bytes.data()), datagram.bytes.size()};
  Address to = datagram.from;
  msghdr message{};
  message.msg_name = to.get();
  message.msg_namelen = to.size();
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  if (asked4_) {
    asked4_->ipi_ifindex = 0;  // by the ordinary way, whichever it came
    asked4_->ipi_addr = {};
    attach(message, control_, IPPROTO_IP, IP_PKTINFO, *asked4_);
  } else if (asked6_) {
    if (!IN6_IS_ADDR_LINKLOCAL(&asked6_->ipi6_addr)) asked6_->ipi6_ifindex = 0;
    attach(message, control_, IPPROTO_IPV6, IPV6_PKTINFO, *asked6_);
  }
  return passed(sendmsg(number(), &message, 0));
}

bool UdpSocket::passed(ssize_t sent) {
  if (sent >= 0) return true;
  if (!passes(errno)) throw failed("the socket failed");
  refusals_++;
  return false;
}

}  // namespace vmlab::downtime
