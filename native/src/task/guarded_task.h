#pragma once

#include <memory>
#include <system_error>
#include <utility>

#include "task/task.h"

namespace vmlab {

/// A task whose failure is part of its result: `error` and, where the system named one, `errno`. What it measured until then is kept.
class GuardedTask {
 public:
  explicit GuardedTask(std::unique_ptr<Task> task) : task_(std::move(task)) {}

  void run(const Tell& tell) {
    try {
      task_->run(tell);
    } catch (const std::system_error& error) {
      failure_.set("error", error.what()).set("errno", static_cast<double>(error.code().value()));
    } catch (const std::exception& error) {
      failure_.set("error", error.what());
    }
  }

  void stop() noexcept { task_->stop(); }

  Record result() const {
    Record result = task_->result();
    for (const auto& [name, value] : failure_) result.set(name, value);
    return result;
  }

 private:
  std::unique_ptr<Task> task_;
  Record failure_;
};

}  // namespace vmlab
