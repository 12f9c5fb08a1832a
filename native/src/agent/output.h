#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "json_line.h"

namespace vmlab {

/// Standard output, written by a thread of its own: the reader at the other end may stall for seconds, and no step may
/// wait for it. What does not fit into the queue is counted, and told once there is room.
class Output {
 public:
  Output();

  void put(const JsonLine& line);

  /// Waits until all is written, or for the stop.
  void drain(const std::stop_token& stop);

 private:
  static constexpr std::size_t kMost = 4096;

  void work(const std::stop_token& stop);
  void push(const std::string& line);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::string> lines_;
  std::size_t dropped_ = 0;
  std::jthread thread_;
};

}  // namespace vmlab
