#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "check.h"
#include "task/guarded_task.h"

/// A task on a thread of its own, and what it told so far.
class RunningTask {
 public:
  RunningTask(const std::string& name, const vmlab::Record& settings) : task_(vmlab::make_task(name, settings)) {
    thread_ = std::jthread([this] { run(); });
  }
  ~RunningTask() { task_.stop(); }

  void stop() { task_.stop(); }

  /// Its result; fails the test where that takes too long.
  vmlab::Record end(std::chrono::milliseconds patience = std::chrono::seconds(20)) {
    std::unique_lock lock(mutex_);
    check::that(changed_.wait_for(lock, patience, [this] { return ended_; }), "the task did not end in time");
    return task_.result();
  }

  /// The first record of a type that a predicate takes; waits for it.
  using Wanted = std::function<bool(const vmlab::Record&)>;
  vmlab::Record told(const std::string& type, const Wanted& wanted = [](const vmlab::Record&) { return true; }) {
    std::unique_lock lock(mutex_);
    std::optional<vmlab::Record> found;
    const auto look = [&] { return (found = find(type, wanted)).has_value() || ended_; };
    check::that(changed_.wait_for(lock, std::chrono::seconds(20), look) && found, "'" + type + "' was not told");
    return *found;
  }

  std::vector<vmlab::Record> all() {
    const std::lock_guard lock(mutex_);
    return records_;
  }

 private:
  void run() {
    task_.run([this](vmlab::Record record) {
      const std::lock_guard lock(mutex_);
      records_.push_back(std::move(record));
      changed_.notify_all();
    });
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }

  std::optional<vmlab::Record> find(const std::string& type, const Wanted& wanted) const {
    for (const auto& record : records_)
      if (record.text("type") == type && wanted(record)) return record;
    return std::nullopt;
  }

  vmlab::GuardedTask task_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<vmlab::Record> records_;
  bool ended_ = false;
  std::jthread thread_;
};
