#pragma once

#include "downtime/peers.h"
#include "downtime/seconds.h"
#include "downtime/udp_socket.h"
#include "downtime/waiter.h"
#include "task/task.h"

namespace vmlab::downtime {

/// Sends back, as it came, what begins with "echo": never more than was sent, so that nobody can make it shout at others.
///
/// Told: `address`, `port`, `peers`, `duration` (s). Tells its port once, then each second.
class EchoServer : public Task {
 public:
  explicit EchoServer(const Record& settings);

  void run(const Tell& tell) override;
  void stop() noexcept override { waiter_.stop(); }
  Record result() const override;

 private:
  void answer_waiting();
  void answer(const Datagram& datagram);
  bool may_go_round(const Address& peer) const;
  void tell_second(const Tell& tell);

  Record settings_;
  Peers peers_;
  UdpSocket socket_;
  std::uint16_t port_;
  Waiter waiter_;
  Nanoseconds start_ = 0;
  Seconds seconds_;
  std::uint64_t answered_ = 0;
  std::uint64_t answered_before_ = 0;
  std::uint64_t ignored_ = 0;
  std::uint64_t turned_away_ = 0;
};

}  // namespace vmlab::downtime
