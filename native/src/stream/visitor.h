#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "stream/arrival.h"
#include "task/task.h"

namespace vmlab::stream {

/// A source as its destination sees it: one connection, or those that one session says are its own.
class Visitor {
 public:
  Visitor(unsigned id, std::shared_ptr<Arrival> first, const Tell& tell);

  /// Whether a connection with this hello is one of its.
  bool owns(const ArrivalState& state) const { return session_ && state.hello && state.hello->session == session_; }
  void add(std::shared_ptr<Arrival> arrival) { arrivals_.push_back(std::move(arrival)); }

  Nanoseconds next_second() const { return start_ + kSecond * (seconds_ + 1); }
  void tell_second(Nanoseconds instant);
  /// One connection's failure ends them all. True when the last has ended, which was told then.
  bool ended();
  void shut_down() noexcept;
  const Traffic& total() const { return total_; }

 private:
  void note(const std::string& error);
  void tell_end();
  Traffic take();

  const unsigned id_;
  const std::string peer_;
  const Tell& tell_;
  std::optional<std::uint64_t> session_;
  const Nanoseconds start_ = now();
  Nanoseconds told_ = start_;
  Nanoseconds seconds_ = 0;  // told
  std::vector<std::shared_ptr<Arrival>> arrivals_;
  Traffic total_;
  std::string error_;
};

}  // namespace vmlab::stream
