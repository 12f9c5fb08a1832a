#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "downtime/address.h"
#include "system/clock.h"
#include "system/descriptor.h"

namespace vmlab::downtime {

/// One that came. `bytes` are the socket's until the next.
struct Datagram {
  std::span<const unsigned char> bytes;
  Address from;
  /// CLOCK_MONOTONIC when the kernel took it in: how long this program took to look at it does not count. 0 where it was not asked.
  Nanoseconds arrived = 0;
};

/// Never waits. All throw std::system_error for what is not named here.
class UdpSocket {
 public:
  /// Takes what is sent to an address, to send it back. `::` takes IPv4, too.
  static UdpSocket answering(const Address& address);
  /// Takes what is sent to an address, and knows when it arrived.
  static UdpSocket listening(const Address& address);
  /// Sends to one peer, takes what that sends, and knows when it arrived.
  static UdpSocket connected(const Address& peer);

  int number() const { return socket_.number(); }
  std::uint16_t port() const;

  /// The next that waits; nothing when none does. An error on the way (refused, unreachable) is counted and no datagram.
  std::optional<Datagram> receive();
  /// To the peer; false where it was refused on the way, by this machine or another.
  bool send(std::span<const unsigned char> bytes);
  /// The last that came back to its sender, from the address that it had been sent to. False as `send`.
  bool send_back(const Datagram& datagram);

  /// How often another machine, or this one, said that nobody was there.
  std::uint64_t refusals() const { return refusals_; }

 private:
  explicit UdpSocket(int family);
  void set(int level, int option);
  void listen_at(const Address& address);
  void keep_more();
  Nanoseconds read_control(msghdr& message);
  bool passed(ssize_t sent);

  static constexpr std::size_t kControlBytes = 256;
  static constexpr std::size_t kLargest = 65'536;

  Descriptor socket_;
  std::vector<unsigned char> buffer_;
  alignas(cmsghdr) std::array<unsigned char, kControlBytes> control_{};
  std::optional<in_pktinfo> asked4_;  // which of its own addresses the last was sent to
  std::optional<in6_pktinfo> asked6_;
  std::uint64_t refusals_ = 0;
};

}  // namespace vmlab::downtime
