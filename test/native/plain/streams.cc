// Sources and destinations together.
#include "check.h"
#include "running_task.h"
#include "stream/wire.h"

using namespace vmlab;
using namespace vmlab::stream;

namespace {

struct Destination {
  explicit Destination(const Record& settings = Record().set("port", 0.0))
      : task("stream-destination", settings), port(task.told("listening").number("port")) {}

  Record source(double duration = 0.4, const std::string& host = "127.0.0.1") const {
    return Record().set("host", host).set("port", port).set("duration", duration);
  }
  Record end() {
    task.stop();
    return task.end();
  }

  RunningTask task;
  double port;
};

void agree(const Record& source, const Record& destination) {
  check::that(!source.has("error"), source.text("error", ""));
  check::equal(destination.number("pages"), source.number("pages"), "pages");
  check::equal(destination.number("bytes"), source.number("bytes"), "bytes");
}

void both_streams(const Record& extension) {
  Destination destination;
  Record settings = destination.source().set("precopy", 1.0).set("postcopy", 1.0);
  for (const auto& [name, value] : extension) settings.set(name, value);
  RunningTask source("stream-source", settings);
  const Record sent = source.end();
  const Record end = destination.task.told("disconnected");
  check::that(!end.has("error"), end.text("error", ""));
  const Record got = destination.end();
  agree(sent, got);
  check::equal(got.number("sources"), 1, "sources");
  check::that(got.number("requested_pages") > 0, "requested pages");
  check::that(sent.number("requested_pages") < sent.number("pages"), "others");
  check::equal(got.number("latency_count"), got.number("requested_pages"), "latencies");
}

void agree_on_one_connection() { both_streams(Record()); }
void agree_on_several_channels() { both_streams(Record().set("channels", 3.0)); }
void agree_with_requests_on_their_own() { both_streams(Record().set("requested_channel", 1.0)); }
void agree_with_many_requests_in_flight() { both_streams(Record().set("channels", 2.0).set("requested_channel", 1.0).set("requests", 32.0)); }
void agree_on_random_contents() { both_streams(Record().set("contents", "compressible").set("compressibility", 0.7)); }

void holds_the_bandwidth() {
  constexpr double kBandwidth = 20e6;
  Destination destination;
  RunningTask source("stream-source", destination.source(1).set("precopy", 1.0).set("bandwidth", kBandwidth));
  const Record sent = source.end();
  destination.task.told("disconnected");
  agree(sent, destination.end());
  check::near(sent.number("bytes"), kBandwidth, kBandwidth * 0.1, "bytes in a second");
}

void serves_several_sources_at_once() {
  Destination destination;
  RunningTask one("stream-source", destination.source().set("precopy", 1.0).set("bandwidth", 1e7));
  RunningTask two("stream-source", destination.source().set("postcopy", 1.0));
  RunningTask three("stream-source", destination.source().set("precopy", 1.0).set("postcopy", 1.0).set("channels", 2.0).set("bandwidth", 1e7));
  const double pages = one.end().number("pages") + two.end().number("pages") + three.end().number("pages");
  RunningTask later("stream-source", destination.source(0.1).set("postcopy", 1.0));
  const double later_pages = later.end().number("pages");
  destination.task.told("disconnected", [](const Record& record) { return record.number("source") == 4; });
  const Record got = destination.end();
  check::equal(got.number("sources"), 4, "sources");
  check::equal(got.number("pages"), pages + later_pages, "pages");
  for (const Record& record : destination.task.all())
    if (record.text("type") == "disconnected") check::that(!record.has("error"), record.text("error", ""));
}

void speaks_the_other_internet_protocol() {
  Destination destination(Record().set("host", "::1").set("port", 0.0));
  RunningTask source("stream-source", destination.source(0.4, "::1").set("postcopy", 1.0));
  const Record sent = source.end();
  destination.task.told("disconnected");
  agree(sent, destination.end());
  check::that(destination.task.told("connected").text("peer").starts_with("[::1]:"), "the peer's address");
}

void tells_each_second() {
  Destination destination;
  RunningTask source("stream-source", destination.source(2.2).set("postcopy", 1.0));
  double bytes = 0;
  const Record result = source.end();
  for (const Record& record : source.all())
    if (record.text("type") == "second") bytes += record.number("bytes");
  check::near(bytes, result.number("bytes"), result.number("bytes") * 0.05, "bytes of all seconds");
  check::near(result.number("elapsed"), 2.2, 0.2, "elapsed");
  destination.task.told("second", [](const Record& record) { return record.number("at") > 1.9 && record.number("latency_count") > 0; });
}

void a_destination_that_stops_fails_its_source() {
  Destination destination;
  RunningTask source("stream-source", destination.source(30).set("precopy", 1.0).set("postcopy", 1.0));
  destination.task.told("connected");
  const Record got = destination.end();
  check::that(!destination.task.told("disconnected").has("error"), "its own end is no error to the destination");
  check::that(source.end().has("error"), "an error of the source");
  check::that(got.number("sources") == 1, "sources");
}

void starts_and_stops_at_any_instant() {
  for (int cycle = 0; cycle < 50; cycle++) {
    Destination destination;
    Record both = destination.source().set("precopy", 1.0).set("postcopy", 1.0);
    RunningTask source("stream-source", both.set("channels", 2.0).set("requested_channel", 1.0));
    std::this_thread::sleep_for(std::chrono::microseconds(cycle * 100));
    source.stop();
    destination.task.stop();
    check::that(!source.end().has("error"), "an end that was asked for is no error");
    destination.end();
  }
}

}  // namespace

int main() {
  return check::Suite()
      .test("both ends count the same on one connection", agree_on_one_connection)
      .test("on several channels", agree_on_several_channels)
      .test("with requested pages on a connection of their own", agree_with_requests_on_their_own)
      .test("with many requests in flight", agree_with_many_requests_in_flight)
      .test("with contents that can be compressed", agree_on_random_contents)
      .test("the bandwidth is held", holds_the_bandwidth)
      .test("a destination serves sources at once and one after another", serves_several_sources_at_once)
      .test("over IPv6", speaks_the_other_internet_protocol)
      .test("each second is told", tells_each_second)
      .test("a destination that stops fails its source", a_destination_that_stops_fails_its_source)
      .test("they start and stop at any instant", starts_and_stops_at_any_instant)
      .end();
}
