#include "line_server.h"

#include <sys/socket.h>

#include <algorithm>

#include "line_clients.h"
#include "wake.h"

namespace vmlab {

namespace {

int milliseconds_until(Nanoseconds instant) {
  return static_cast<int>(std::max<Nanoseconds>(0, (instant - now() + kMillisecond - 1) / kMillisecond));
}

// The next instant of the grid; those that were slept through are left out.
Nanoseconds after_now(Nanoseconds instant, Nanoseconds interval) {
  const Nanoseconds late = std::max<Nanoseconds>(0, now() - instant);
  return instant + (late / interval + 1) * interval;
}

}  // namespace

void serve_lines(const Descriptor& listener, const Announcement& announcement, const std::stop_token& stop) {
  const Wake wake(stop);
  LineClients clients;
  Nanoseconds next = now() + announcement.interval;
  while (!stop.stop_requested()) {
    std::vector<pollfd> polled = clients.watched();
    polled.push_back({listener.number(), POLLIN, 0});
    polled.push_back({wake.number(), POLLIN, 0});
    if (poll(polled.data(), polled.size(), milliseconds_until(next)) < 0) continue;
    clients.attend({polled.data(), polled.size() - 2});
    Descriptor socket(accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC));
    if (socket) clients.admit(std::move(socket), announcement.line());
    if (now() < next) continue;
    clients.tell(announcement.line());
    next = after_now(next, announcement.interval);
  }
}

}  // namespace vmlab
