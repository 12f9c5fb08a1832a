#pragma once

#include <functional>
#include <memory>
#include <string>

#include "system/record.h"

namespace vmlab {

/// Called with each report of a running task, from any of its threads.
using Tell = std::function<void(Record)>;

/// A measurement that runs until it is over or is stopped. Its constructor checks what it is told and takes what may be refused (memory,
/// sockets), and throws std::system_error or std::invalid_argument; then nothing is left behind.
class Task {
 public:
  virtual ~Task() = default;
  /// On a thread that is its own. All threads that it starts have ended when it returns.
  virtual void run(const Tell& tell) = 0;
  /// From any thread, any number of times, also before `run`; `run` then returns within 100 ms.
  virtual void stop() noexcept = 0;
  /// What came of it, after `run`; complete also where it was stopped.
  virtual Record result() const = 0;
};

/// The task of a name: `dirty`, `stream-source` … Throws std::invalid_argument for one that is not known, and as its constructor.
std::unique_ptr<Task> make_task(const std::string& name, const Record& settings);

}  // namespace vmlab
