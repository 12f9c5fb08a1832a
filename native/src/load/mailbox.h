#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace vmlab {

/// A queue from one thread to another.
template <class Item>
class Mailbox {
 public:
  void put(Item item) {
    {
      std::lock_guard lock(mutex_);
      items_.push_back(std::move(item));
    }
    arrived_.notify_one();
  }

  /// Waits for the next item; nothing when the stop came first.
  std::optional<Item> take(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (!arrived_.wait(lock, stop, [this] { return !items_.empty(); }) || stop.stop_requested()) return {};
    Item item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::deque<Item> items_;
};

}  // namespace vmlab
