#pragma once

#include <sys/uio.h>

#include <array>
#include <deque>
#include <span>

#include "stream/contents.h"
#include "stream/traffic.h"
#include "stream/wire.h"
#include "system/clock.h"

namespace vmlab::stream {

/// The pages of the precopy stream that a connection sends, in their order: every `step`-th of the VM's, and then again.
struct PrecopyPages {
  std::uint64_t first;
  std::uint64_t step;
  std::uint64_t end;  // pages of the VM
};

/// What a source sends next: pages that were requested before those of the precopy stream, but never inside another page.
class Outbox {
 public:
  /// In one piece of half a MiB, which a socket of this machine takes in some 60 us; then requests are looked for. Smaller pieces cost
  /// bandwidth: a quarter of this, half of it.
  static constexpr std::size_t kMostPages = 128;

  Outbox(const PageContents& contents, const PrecopyPages& precopy) : contents_(contents), precopy_(precopy), next_(precopy.first) {}

  void request(std::uint64_t index, Nanoseconds read_at) { requested_.push_back({index, read_at}); }
  std::size_t requests() const { return requested_.size(); }
  bool inside_a_page() const { return offset_ > 0; }

  /// What to hand to the socket now, with so many pages of the precopy stream at most.
  std::span<iovec> plan(std::size_t precopy_pages);
  /// The rest of the page that was begun.
  std::span<iovec> plan_rest();
  /// How much of the plan the socket took.
  void sent(std::size_t bytes, TrafficMeter& meter);

 private:
  struct Page {
    std::uint64_t index;
    Nanoseconds read_at;  // the request; kPrecopy: nobody asked
  };
  static constexpr Nanoseconds kPrecopy = -1;

  void add(const Page& page);
  std::span<iovec> pieces();
  void begin(const Page& page);
  std::uint64_t after(std::uint64_t index) const;

  const PageContents& contents_;
  PrecopyPages precopy_;
  std::uint64_t next_;
  std::deque<Page> requested_;
  std::size_t offset_ = 0;  // in the page that was begun, which is planned_[0]
  std::size_t count_ = 0;
  std::array<Page, kMostPages> planned_{};
  std::array<MessageHeader, kMostPages> headers_{};
  std::array<iovec, 2 * kMostPages> pieces_{};
};

}  // namespace vmlab::stream
