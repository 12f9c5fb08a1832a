#include <sys/socket.h>

#include <charconv>
#include <thread>

#include "../load/clock.h"
#include "../load/socket_address.h"
#include "bound_socket.h"
#include "ending.h"
#include "line_server.h"
#include "memory_info.h"
#include "output.h"
#include "place.h"
#include "verbs.h"

namespace vmlab {

namespace {

constexpr std::uint16_t kPort = 4588;  // ResCoin's gmmagent listened there
constexpr double kShortest = 0.01;     // s
constexpr double kLongest = 3600;      // s

Flags::Known known() {
  Flags::Known flags{kPlaceFlags, {"--stdout", "--detached"}};
  flags.valued.insert({"--interval", "--address", "--port"});
  return flags;
}

// "1s", "500ms"; a plain number is seconds.
Nanoseconds interval_of(const Flags& flags) {
  const std::string text = flags.one("--interval").value_or("1s");
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string unit(end, text.data() + text.size());
  const double seconds = unit == "ms" ? value / 1000 : value;
  if (error != std::errc{} || !(unit.empty() || unit == "s" || unit == "ms") || !(seconds >= kShortest && seconds <= kLongest))
    throw Failure("arguments", EINVAL, "--interval needs 10ms to 3600s, got " + text);
  return static_cast<Nanoseconds>(seconds * 1e9);
}

void print_lines(Output& output, const MemoryInfo& memory, Nanoseconds interval, const std::stop_token& stop) {
  Nanoseconds next = now();
  do {
    output.put(memory.line());
    next += interval;
  } while (sleep_until(stop, next));
}

void await_end(const Ending& ending) {
  while (!ending.read_more({}).empty()) {
  }
}

void print_until_end(const Ending& ending, Output& output, Nanoseconds interval) {
  const MemoryInfo memory;
  const std::jthread printer([&](const std::stop_token& stop) { print_lines(output, memory, interval, stop); });
  await_end(ending);
}

void serve_until_end(const Flags& flags, const Ending& ending, Output& output) {
  const MemoryInfo memory;
  const Announcement announcement{[&memory] { return memory.line().line(); }, interval_of(flags)};
  const Descriptor listener = bound_socket(flags, SOCK_STREAM, {"127.0.0.1", kPort});
  output.put(JsonLine("listening").number("port", bound_port(listener)));
  const std::jthread server([&](const std::stop_token& stop) { serve_lines(listener, announcement, stop); });
  await_end(ending);
}

}  // namespace

int run_memory(const Words& words) {
  const Flags flags(words, known());
  const Nanoseconds interval = interval_of(flags);
  if (flags.has("--detached")) keep_input_open();
  else die_with_parent(flags);
  join_groups(flags);
  enter_network(flags);
  const Ending ending;
  Output output;
  flags.has("--stdout") ? print_until_end(ending, output, interval) : serve_until_end(flags, ending, output);
  return 0;
}

}  // namespace vmlab
