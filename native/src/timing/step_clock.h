#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "system/descriptor.h"
#include "timing/alarm.h"

namespace vmlab {

/** What to write, where and when: a line to an agent, a value to a cgroup file, a command to `tc -batch`. */
struct Action {
  int64_t at;  // CLOCK_MONOTONIC, ns
  uint32_t sink;
  std::string text;
};

/** What became of an action. `late` is from its deadline to the end of its write; `error` is an errno, 0 if it went well. */
struct Outcome {
  int64_t late = -1;  // ns; -1: never done
  int error = 0;
};

/** Acts at absolute deadlines, on a thread of its own, whatever the event loop is doing. */
class StepClock {
 public:
  /** @param actions in the order of their deadlines */
  StepClock(std::vector<Descriptor> sinks, std::vector<Action> actions);
  /** Until the last action, or `stop`. */
  void run();
  void stop() const { alarm_.ring(); }
  const std::vector<Outcome>& outcomes() const { return outcomes_; }

 private:
  Outcome act(const Action& action) const;

  Alarm alarm_;
  std::vector<Descriptor> sinks_;
  std::vector<Action> actions_;
  std::vector<Outcome> outcomes_;
};

}  // namespace vmlab
