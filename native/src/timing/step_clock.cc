#include "timing/step_clock.h"

#include <cerrno>

#include "system/clock.h"
#include "timing/priority.h"

namespace vmlab {

StepClock::StepClock(std::vector<Descriptor> sinks, std::vector<Action> actions)
    : sinks_(std::move(sinks)), actions_(std::move(actions)), outcomes_(actions_.size()) {}

void StepClock::run() {
  prefer_prompt_wakeups();
  for (size_t next = 0; next < actions_.size() && alarm_.wait_until(actions_[next].at); next++) {
    outcomes_[next] = act(actions_[next]);
  }
  sinks_.clear();  // now, not when JavaScript collects the clock: an agent ends when its pipe does
}

Outcome StepClock::act(const Action& action) const {
  const int sink = sinks_[action.sink].number();
  // A cgroup file takes each value at its offset 0; a pipe has no offset.
  ssize_t written = pwrite(sink, action.text.data(), action.text.size(), 0);
  if (written < 0 && errno == ESPIPE) written = write(sink, action.text.data(), action.text.size());
  return {now() - action.at, written < 0 ? errno : 0};
}

}  // namespace vmlab
