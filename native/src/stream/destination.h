#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <vector>

#include "stream/destination_settings.h"
#include "stream/listener.h"
#include "stream/visitor.h"
#include "task/task.h"

namespace vmlab::stream {

/// The destination of emulated migrations, `stream-destination`: takes any number of sources, one after another and at once.
///
/// Told: `host` (the numeric address to listen on, default 127.0.0.1), `port` (default 12323; 0: any), `size` (bytes of the VM, default
/// 1 TiB), `requests` (page requests in flight, default 1; a source's hello may say another number), `faults` (pages to request in that
/// order, over and over; absent: random ones), `duration` (s; absent: until stopped), `seed` (of the random ones). It listens once it is
/// made, which throws std::system_error (EADDRINUSE).
///
/// Tells `{type: 'listening', port}`; of each source (1, 2 …) `{type: 'connected', source, peer}` when its first message has come (who says nothing for 10 s is sent away, who leaves without a word is no source; 1024 at once), each
/// second `{type: 'second', source, at, interval, bytes, pages, latency_*}` (`at`: the second's end, in s since it was connected; the last
/// may be shorter, 0.1 s at least), and `{type: 'disconnected', source, peer, elapsed, bytes, pages, latency_*, error?}` with its totals,
/// also of those that are connected when the destination is stopped. `latency_*` is a LatencyHistogram: from just before a request is
/// written to when its page was wholly read.
///
/// Its result: `sources`, and of all of them `bytes`, `pages`, `requested_pages`, `latency_*`.
class Destination : public Task {
 public:
  explicit Destination(const Record& record);

  void run(const Tell& tell) override;
  void stop() noexcept override;
  Record result() const override;

 private:
  void wait(Nanoseconds end);
  void accept_all();
  void tell_seconds();
  void introduce(const Tell& tell);
  void part();
  void end_all(const Tell& tell);

  DestinationSettings settings_;
  TcpListener listener_;
  Bell bell_;
  std::atomic<bool> stopped_ = false;
  struct Stranger {
    std::shared_ptr<Arrival> arrival;
    Nanoseconds patience;  // until when it is waited for
  };

  bool has_room() const { return strangers_.size() + visitors_.size() < kMost; }
  void accept_one(Descriptor socket);

  static constexpr std::size_t kMost = 1024;

  std::vector<Stranger> strangers_;  // whose first message has not come
  Nanoseconds rest_until_ = 0;       // no connection could be taken: not for want of one
  std::list<Visitor> visitors_;
  unsigned sources_ = 0;
  Traffic total_;
};

}  // namespace vmlab::stream
