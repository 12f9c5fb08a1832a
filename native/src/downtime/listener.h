#pragma once

#include "downtime/arrival_ledger.h"
#include "downtime/peers.h"
#include "downtime/seconds.h"
#include "downtime/spike_log.h"
#include "downtime/udp_socket.h"
#include "downtime/waiter.h"
#include "task/task.h"

namespace vmlab::downtime {

/// Listens to the first beacon that is heard, vmlab's or mig_mon's, and says nothing back. Who sends from another address is only counted.
///
/// Told: `address`, `port`, `peers`, `interval`, `duration`, `least_outage` (s), `log` (a path). Tells its port once, then each second, and each
/// outage as it ends.
class Listener : public Task {
 public:
  explicit Listener(const Record& settings);

  void run(const Tell& tell) override;
  void stop() noexcept override { waiter_.stop(); }
  Record result() const override;

 private:
  void take_waiting();
  void take(const Datagram& datagram);
  void tell_second();
  void tell_outage(const std::optional<Outage>& outage);

  Record settings_;
  Peers peers_;
  SpikeLog log_;
  UdpSocket socket_;
  Waiter waiter_;
  ArrivalLedger ledger_;

  Tell tell_;
  Nanoseconds start_ = 0;
  Nanoseconds ended_ = 0;
  double started_at_ = 0;  // s since 1970
  Seconds seconds_;
  std::optional<Address::Bytes> beacon_;
  std::uint64_t received_before_ = 0;
  std::uint64_t ignored_ = 0;
  std::uint64_t turned_away_ = 0;
  std::uint64_t others_ = 0;
};

}  // namespace vmlab::downtime
