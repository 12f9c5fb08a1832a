#pragma once

#include <atomic>
#include <optional>

#include "stream/connection.h"
#include "stream/message_reader.h"
#include "stream/outbox.h"
#include "stream/pace.h"
#include "stream/spin.h"

namespace vmlab::stream {

/// What one of a source's connections is for.
struct ChannelRole {
  std::optional<Hello> hello;
  bool precopy = false;   // sends pages that nobody asked for
  bool postcopy = false;  // asks for requests
  double bandwidth = 0;   // bytes/s; 0: unlimited
  PrecopyPages pages{};
  bool prompt = false;  // does nothing but answer requests, beside streams that keep the CPUs busy
};

/// One connection of a source: sends pages of the precopy stream, and those that are requested before any other.
class SourceChannel {
 public:
  SourceChannel(Connection connection, const ChannelRole& role, const PageContents& contents);

  /// Until the bell. @throws ProtocolError, std::system_error for a destination that goes away or sends what it may not
  void run(const Bell& bell, const std::atomic<Nanoseconds>& patience);
  TrafficMeter& meter() { return meter_; }

 private:
  void greet();
  void turn(const Bell& bell);
  bool take_requests();
  [[noreturn]] void fail_at_end() const;
  bool send_some(std::span<iovec> pieces);

  Connection connection_;
  ChannelRole role_;
  MessageReader reader_;
  Outbox outbox_;
  Pace pace_;
  Spin spin_;
  TrafficMeter meter_;
};

}  // namespace vmlab::stream
