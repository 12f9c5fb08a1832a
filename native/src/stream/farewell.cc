#include "stream/farewell.h"

#include <poll.h>

#include <array>
#include <system_error>

namespace vmlab::stream {

namespace {

void end_page(const Connection& connection, Outbox& outbox, TrafficMeter& meter, Nanoseconds deadline) {
  const Bell never;
  while (outbox.inside_a_page() && now() < deadline) {
    outbox.sent(connection.try_send(outbox.plan_rest()), meter);
    if (outbox.inside_a_page()) connection.wait(POLLOUT, never, deadline);
  }
}

void read_to_the_end(const Connection& connection, Nanoseconds deadline) {
  const Bell never;
  std::array<std::byte, 4096> unread;
  while (now() < deadline) {
    const auto got = connection.try_receive(unread);
    if (got && *got == 0) return;
    if (!got) connection.wait(POLLIN, never, deadline);
  }
}

}  // namespace

void bid_farewell(const Connection& connection, Outbox& outbox, TrafficMeter& meter, Nanoseconds patience) noexcept try {
  end_page(connection, outbox, meter, now() + patience);
  connection.end();
  read_to_the_end(connection, now() + patience);
} catch (const std::system_error&) {
  // The destination ended at the same time, which is no failure.
}

}  // namespace vmlab::stream
