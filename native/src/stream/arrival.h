#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "stream/connection.h"
#include "stream/destination_settings.h"
#include "stream/message_reader.h"
#include "stream/requester.h"
#include "stream/spin.h"
#include "stream/traffic.h"

namespace vmlab::stream {

/// What is known of a connection that came in.
struct ArrivalState {
  bool came = false;   // its first message is there
  bool known = false;  // its first message is there, or it ended without: now it can be told whose it is
  bool over = false;
  std::optional<Hello> hello;
  std::string error;  // one sentence; empty: it ended as it should, or was shut down
};

/// One connection that came in: a thread reads its pages, requests others, and times them. There is no other thread between the reading
/// and the clock.
class Arrival {
 public:
  /// @param door is rung when the state has changed
  Arrival(Descriptor socket, const DestinationSettings& settings, Bell& door);
  ~Arrival();

  const std::string& peer() const { return peer_; }
  ArrivalState state() const;
  TrafficMeter& meter() { return meter_; }
  /// Ends it, from another thread. Nothing that comes of it is an error.
  void shut_down() noexcept;

 private:
  void run();
  void read_all();
  bool receive_some();
  void handle_all();
  void handle(const Message& message, Traffic& traffic);
  void take_hello(const Hello& hello);
  void take_page(std::uint64_t index, Traffic& traffic);
  void introduce();
  template <typename Change>
  void change_state(Change change);

  Bell& door_;
  const std::string peer_;
  Connection connection_;
  MessageReader reader_;
  TrafficMeter meter_;
  Requester requester_;
  Nanoseconds read_at_ = 0;
  bool introduced_ = false;
  bool only_answers_ = false;  // was all that came lately: whoever reads has nothing to do but to wait for the next
  bool beside_others_ = false;  // which keep the CPUs busy: spinning would take them from those
  Spin spin_{true, [this] { connection_.leave_peers_cpu(); }};

  std::atomic<bool> shut_down_ = false;
  mutable std::mutex mutex_;  // of the next
  ArrivalState state_;
  std::jthread thread_;
};

}  // namespace vmlab::stream
