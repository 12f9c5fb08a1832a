#pragma once

#include <string>

#include "downtime/pace.h"
#include "downtime/reply_ledger.h"
#include "downtime/seconds.h"
#include "downtime/spike_log.h"
#include "downtime/udp_socket.h"
#include "downtime/waiter.h"
#include "task/task.h"

namespace vmlab::downtime {

/// Asks a UDP echo server at a steady interval, and never waits for an answer before it asks again.
///
/// Told: `address`, `port`, `interval`, `duration`, `least_outage` (s), `log` (a path). Tells each second and each outage as it ends.
class EchoClient : public Task {
 public:
  explicit EchoClient(const Record& settings);

  void run(const Tell& tell) override;
  void stop() noexcept override { waiter_.stop(); }
  Record result() const override;

 private:
  void ask();
  void take_answers();
  void tell_second();
  void tell_outage(const std::optional<Outage>& outage);
  void linger();
  Nanoseconds next_wake() const;

  Record settings_;
  SpikeLog log_;
  UdpSocket socket_;
  Waiter waiter_;
  std::uint64_t run_;
  Nanoseconds interval_;
  ReplyLedger ledger_;

  Tell tell_;
  Nanoseconds start_ = 0;
  Nanoseconds end_ = 0;
  Nanoseconds ended_ = 0;
  double started_at_ = 0;  // s since 1970
  Pace pace_;
  Seconds seconds_;
  std::uint64_t sent_before_ = 0;
  std::uint64_t answered_before_ = 0;
  LatencyHistogram round_trips_;
  std::uint64_t strangers_ = 0;
};

}  // namespace vmlab::downtime
