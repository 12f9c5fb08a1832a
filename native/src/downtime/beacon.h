#pragma once

#include "downtime/pace.h"
#include "downtime/seconds.h"
#include "downtime/udp_socket.h"
#include "downtime/waiter.h"
#include "task/task.h"

namespace vmlab::downtime {

/// Sends to a listener at a steady interval, one way.
///
/// Told: `address`, `port`, `interval`, `duration` (s). Tells each second.
class Beacon : public Task {
 public:
  explicit Beacon(const Record& settings);

  void run(const Tell& tell) override;
  void stop() noexcept override { waiter_.stop(); }
  Record result() const override;

 private:
  void send();
  void tell_second(const Tell& tell);

  Record settings_;
  UdpSocket socket_;
  Waiter waiter_;
  std::uint64_t run_;
  Nanoseconds interval_;
  Nanoseconds start_ = 0;
  Nanoseconds ended_ = 0;
  Pace pace_;
  Seconds seconds_;
  std::uint64_t sent_ = 0;
  std::uint64_t sent_before_ = 0;
};

}  // namespace vmlab::downtime
