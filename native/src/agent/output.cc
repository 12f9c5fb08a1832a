#include "output.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <utility>

namespace vmlab {

namespace {

constexpr int kPatience = 20;  // ms

// Whether it can be written without waiting: a pipe or socket that is ready has room for a line. After the stop it gets
// one more chance.
bool writable(const std::stop_token& stop) {
  pollfd output{STDOUT_FILENO, POLLOUT, 0};
  bool last = false;
  while (poll(&output, 1, kPatience) <= 0) {
    if (last) return false;
    last = stop.stop_requested();
  }
  return (output.revents & POLLOUT) != 0;
}

bool write_line(std::string_view line, const std::stop_token& stop) {
  while (!line.empty()) {
    if (!writable(stop)) return false;
    const auto size = ::write(STDOUT_FILENO, line.data(), line.size());
    if (size < 0 && errno != EINTR && errno != EAGAIN) return false;
    if (size > 0) line.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

}  // namespace

Output::Output() : thread_([this](const std::stop_token& stop) { work(stop); }) {}

void Output::put(const JsonLine& line) {
  {
    std::lock_guard lock(mutex_);
    push(line.line());
  }
  changed_.notify_all();
}

void Output::push(const std::string& line) {
  if (lines_.size() >= kMost) {
    ++dropped_;
    return;
  }
  if (dropped_ > 0) lines_.push_back(JsonLine("dropped").number("lines", std::exchange(dropped_, 0)).line());
  lines_.push_back(line);
}

void Output::drain(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, stop, [this] { return lines_.empty(); });
}

// A line stays in the queue until it is written, so that an empty queue means that all is out.
void Output::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !lines_.empty(); })) {
    const std::string line = lines_.front();
    lock.unlock();
    const bool written = write_line(line, stop);
    lock.lock();
    if (!written) lines_.clear();
    else lines_.pop_front();
    if (lines_.empty()) changed_.notify_all();
    if (!written) return;
  }
}

}  // namespace vmlab
