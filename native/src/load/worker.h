#pragma once

#include <ctime>
#include <functional>
#include <string>
#include <thread>

#include "load.h"
#include "mailbox.h"

namespace vmlab {

/// A thread that runs steps one by one, each until its end, and reports and stops at the first failure.
///
/// Each has a stop source of its own: libstdc++ spins on a source's lock, and a real-time thread that spins on a lock
/// held by one it has preempted would never see it free.
class Worker {
 public:
  using Run = std::function<void(const Step& step, const std::stop_token& stop)>;

  Worker(std::string load, FailureReport report, Run run);

  void begin(const Step& step) { steps_.put(step); }

  /// Ends the thread and waits for that.
  void end();

  /// CPU time of the thread, to the nanosecond even while it runs.
  clockid_t cpu_clock() const { return cpu_clock_; }

 private:
  void work(const std::stop_token& stop);

  std::string load_;
  FailureReport report_;
  Run run_;
  Mailbox<Step> steps_;
  clockid_t cpu_clock_{};
  std::jthread thread_;  // last: it is joined before anything it uses is gone
};

}  // namespace vmlab
