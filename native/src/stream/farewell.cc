#include "stream/farewell.h"

#include <poll.h>

#include <array>
#include <system_error>

namespace vmlab::stream {

namespace {

constexpr Nanoseconds kPatience = 40 * kMillisecond;

void end_page(const Connection& connection, Outbox& outbox, TrafficMeter& meter) {
  const Bell never;
  const Nanoseconds deadline = now() + kPatience;
  while (outbox.inside_a_page() && now() < deadline) {
    outbox.sent(connection.try_send(outbox.plan_rest()), meter);
    if (outbox.inside_a_page()) connection.wait(POLLOUT, never, deadline);
  }
}

void read_to_the_end(const Connection& connection) {
  const Bell never;
  const Nanoseconds deadline = now() + kPatience;
  std::array<std::byte, 4096> unread;
  while (now() < deadline) {
    const auto got = connection.try_receive(unread);
    if (got && *got == 0) return;
    if (!got) connection.wait(POLLIN, never, deadline);
  }
}

}  // namespace

void bid_farewell(const Connection& connection, Outbox& outbox, TrafficMeter& meter) noexcept try {
  end_page(connection, outbox, meter);
  connection.end();
  read_to_the_end(connection);
} catch (const std::system_error&) {
  // The destination ended at the same time, which is no failure.
}

}  // namespace vmlab::stream
