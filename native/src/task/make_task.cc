#include <stdexcept>

#include "task/task.h"

namespace vmlab {

std::unique_ptr<Task> make_task(const std::string& name, const Record& /*settings*/) {
  throw std::invalid_argument("expected the name of a task, got '" + name + "'");
}

}  // namespace vmlab
