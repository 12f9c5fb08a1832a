#include <sys/socket.h>

#include <thread>

#include "../load/socket_address.h"
#include "bound_socket.h"
#include "ending.h"
#include "output.h"
#include "place.h"
#include "tcp_drain.h"
#include "verbs.h"

namespace vmlab {

namespace {

Flags::Known known() {
  Flags::Known flags{kPlaceFlags, {}};
  flags.valued.insert({"--protocol", "--address", "--port"});
  return flags;
}

const Place kAnywhere{"0.0.0.0", 0};

void tell(Output& output, const Descriptor& socket) {
  output.put(JsonLine("listening").number("port", bound_port(socket)));
}

void await_end(const Ending& ending) {
  while (!ending.read_more({}).empty()) {
  }
}

// Nobody reads: once its small buffer is full the kernel drops each datagram at once, and since the port is bound no
// ICMP error goes back. That is the cheapest receiver there is.
void sink_udp(const Flags& flags, const Ending& ending, Output& output) {
  const Descriptor socket = bound_socket(flags, SOCK_DGRAM, kAnywhere);
  const int smallest = 0;  // the kernel makes it its least, some KiB
  setsockopt(socket.number(), SOL_SOCKET, SO_RCVBUF, &smallest, sizeof(smallest));
  tell(output, socket);
  await_end(ending);
}

void sink_tcp(const Flags& flags, const Ending& ending, Output& output) {
  const Descriptor socket = bound_socket(flags, SOCK_STREAM, kAnywhere);
  tell(output, socket);
  const std::jthread drain([&socket](const std::stop_token& stop) { drain_tcp(socket, stop); });
  await_end(ending);
}

}  // namespace

int run_sink(const Words& words) {
  const Flags flags(words, known());
  die_with_parent(flags);
  join_groups(flags);
  enter_network(flags);
  const Ending ending;
  Output output;
  flags.choice("--protocol", {"udp", "tcp"}) == "tcp" ? sink_tcp(flags, ending, output) : sink_udp(flags, ending, output);
  return 0;
}

}  // namespace vmlab
