#include "inbox.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "wake.h"

namespace vmlab {

namespace {

// A file is there when its writer has closed it, not when it was made.
Descriptor watch(const std::string& directory) {
  Descriptor events(inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
  if (!events || inotify_add_watch(events.number(), directory.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO) < 0)
    throw failed("inotify", "cannot watch " + directory);
  return events;
}

Descriptor replace_input() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw failed("pipe", "cannot make an input");
  const Descriptor read(ends[0]);
  Descriptor write(ends[1]);
  if (dup2(read.number(), STDIN_FILENO) < 0 || fcntl(write.number(), F_SETFL, O_NONBLOCK) != 0)
    throw failed("dup2", "cannot replace the input");
  return write;
}

bool is_number(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char character) { return character >= '0' && character <= '9'; });
}

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

Inbox::Inbox(std::string directory, Nanoseconds patience)
    : directory_(std::move(directory)),
      patience_(patience),
      events_(watch(directory_)),
      input_(replace_input()),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

Inbox::~Inbox() {
  thread_.request_stop();
  thread_.join();
  std::error_code gone;
  std::filesystem::remove_all(directory_, gone);
}

void Inbox::work(const std::stop_token& stop) {
  while (await_files(stop) && take_files(stop)) {
  }
  input_ = Descriptor();
}

bool Inbox::await_files(const std::stop_token& stop) const {
  const Wake wake(stop);
  std::array<pollfd, 2> watched{{{events_.number(), POLLIN, 0}, {wake.number(), POLLIN, 0}}};
  const int milliseconds = static_cast<int>(patience_ / kMillisecond);
  while (poll(watched.data(), watched.size(), milliseconds) < 0 && errno == EINTR) {
  }
  return watched[0].revents != 0 && watched[1].revents == 0;
}

bool Inbox::take_files(const std::stop_token& stop) {
  alignas(inotify_event) std::array<char, 16384> buffer;
  const auto size = ::read(events_.number(), buffer.data(), buffer.size());
  for (auto at = buffer.data(); at < buffer.data() + size;) {
    const auto* event = reinterpret_cast<const inotify_event*>(at);
    if (event->len > 0 && is_number(event->name) && !take(event->name, stop)) return false;
    at += sizeof(inotify_event) + event->len;
  }
  return true;
}

bool Inbox::take(const std::string& name, const std::stop_token& stop) {
  const std::string path = directory_ + '/' + name;
  const std::string text = contents(path);
  ::unlink(path.c_str());
  return !text.empty() && forward(text, stop);
}

bool Inbox::forward(std::string_view text, const std::stop_token& stop) const {
  const Wake wake(stop);
  while (!text.empty()) {
    std::array<pollfd, 2> watched{{{input_.number(), POLLOUT, 0}, {wake.number(), POLLIN, 0}}};
    poll(watched.data(), watched.size(), -1);
    if (watched[1].revents != 0) return false;
    const auto size = ::write(input_.number(), text.data(), text.size());
    if (size < 0 && errno != EINTR && errno != EAGAIN) return false;
    if (size > 0) text.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

}  // namespace vmlab
