// A destination against peers that say whatever they like.
#include "check.h"
#include "raw_peer.h"
#include "running_task.h"

using namespace vmlab;
using namespace vmlab::stream;

namespace {

constexpr double kSmallVm = 100 * kPageSize;

Record settings() { return Record().set("port", 0.0).set("size", kSmallVm).set("seed", 1.0); }

struct Listening {
  explicit Listening(const Record& record = settings())
      : task("stream-destination", record), port(static_cast<int>(task.told("listening").number("port"))) {}

  RawPeer visit() const { return RawPeer::to(port); }
  std::string error_of(double source) {
    return task.told("disconnected", [=](const Record& record) { return record.number("source") == source; }).text("error", "");
  }

  RunningTask task;
  int port;
};

void has(const std::string& text, const std::string& part) {
  check::that(text.find(part) != std::string::npos, "'" + text + "' lacks '" + part + "'");
}

void counts_pages() {
  Listening destination;
  RawPeer source = destination.visit();
  source.page(0).page(99).page(5).close();
  const Record end = destination.task.told("disconnected");
  check::equal(end.number("pages"), 3, "pages");
  check::equal(end.number("bytes"), 3.0 * kPageMessageSize, "bytes");
  check::that(!end.has("error"), "an end at a boundary is no error");
  check::that(end.text("peer").starts_with("127.0.0.1:"), end.text("peer"));
}

void requests_after_the_handshake() {
  Listening destination;
  RawPeer source = destination.visit();
  source.message(kHandshake, 0);
  for (int count = 0; count < 20; count++) {
    const MessageHeader request = source.read_header();
    check::equal(request.magic, kPageRequest, "magic");
    check::that(request.index < 100, "a page of the VM");
    source.page((request.index + 1) % 100).page(request.index);
  }
  source.close();
  check::that(destination.task.told("disconnected").number("latency_count") >= 19, "timed requests");
}

void requests_recorded_faults_in_their_order() {
  Listening destination(settings().set("faults", std::vector<double>{7, 3, 99}));
  RawPeer source = destination.visit();
  source.message(kHandshake, 0);
  for (const std::uint64_t expected : {7, 3, 99, 7, 3}) {
    const MessageHeader request = source.read_header();
    check::equal(request.index, expected, "fault");
    source.page(request.index);
  }
}

void keeps_several_requests_in_flight() {
  Listening destination(settings().set("requests", 3.0).set("faults", std::vector<double>{1, 2, 3, 4}));
  RawPeer source = destination.visit();
  source.message(kHandshake, 0);
  for (const std::uint64_t expected : {1, 2, 3}) check::equal(source.read_header().index, expected, "request");
  source.page(2);
  check::equal(source.read_header().index, 4U, "the fourth, once the second is answered");
}

void takes_the_number_of_requests_of_a_hello() {
  Listening destination(settings().set("faults", std::vector<double>{1, 2, 3}));
  RawPeer source = destination.visit();
  const Hello hello{42, 0, 1, 0, 2, 0};
  source.message(kHello, kHelloVersion).bytes(&hello, sizeof hello).message(kHandshake, 0);
  check::equal(source.read_header().index, 1U, "first");
  check::equal(source.read_header().index, 2U, "second, with none answered");
}

void makes_one_source_of_one_session() {
  Listening destination;
  RawPeer first = destination.visit();
  RawPeer second = destination.visit();
  RawPeer other = destination.visit();
  const Hello hello{42, 0, 2, 0, 0, 0};
  const Hello hello_of_other{43, 0, 1, 0, 0, 0};
  first.message(kHello, kHelloVersion).bytes(&hello, sizeof hello).page(1);
  second.message(kHello, kHelloVersion).bytes(&hello, sizeof hello).page(2).page(3);
  other.message(kHello, kHelloVersion).bytes(&hello_of_other, sizeof hello_of_other).page(4);
  destination.task.told("second", [](const Record& record) { return record.number("pages") == 3; });
  first.close();
  second.close();
  const Record end = destination.task.told("disconnected");
  check::equal(end.number("pages"), 3, "pages of both connections");
  other.close();
  destination.task.stop();
  check::equal(destination.task.end().number("sources"), 2, "sources");
}

void ends_whom(const std::function<void(RawPeer&)>& misbehave, const std::string& why) {
  Listening destination;
  RawPeer good = destination.visit();
  good.page(1);
  destination.task.told("connected");
  RawPeer bad = destination.visit();
  misbehave(bad);
  has(destination.error_of(2), why);
  good.page(2).close();
  check::equal(destination.error_of(1), std::string(), "the error of the other");
}

void ends_garbage() {
  ends_whom([](RawPeer& source) { check::that(source.message(0xdead, 1).is_left(), "it was not left"); }, "0xdead");
}

void ends_half_a_header() {
  ends_whom([](RawPeer& source) { source.bytes("\x23\x01\0\0", 4).close(); }, "in the middle of a message, after 4 bytes");
}

void ends_half_a_page() {
  ends_whom([](RawPeer& source) { source.message(kPage, 1).bytes("abc", 3).close(); }, "in the middle of a message, after 19 bytes");
}

void ends_a_page_outside_the_vm() {
  ends_whom([](RawPeer& source) { check::that(source.message(kPage, 100).is_left(), "it was not left"); }, "page 100 of a VM of 100 pages");
}

void ends_an_unknown_version() {
  ends_whom([](RawPeer& source) { check::that(source.message(kHello, 2).is_left(), "it was not left"); }, "version 2");
}

void ends_a_late_hello() {
  ends_whom([](RawPeer& source) { source.page(1).message(kHello, kHelloVersion).is_left(); }, "after its first message");
}

void stops_beside_silent_and_hanging_sources() {
  Listening destination;
  RawPeer silent = destination.visit();
  RawPeer hanging = destination.visit();
  hanging.message(kHandshake, 0).message(kPage, 1);
  destination.task.told("connected");
  destination.task.stop();
  check::equal(destination.task.end(std::chrono::seconds(2)).number("sources"), 1, "sources");
  check::that(silent.is_left() && hanging.is_left(), "both were left");
  check::that(!destination.task.told("disconnected").has("error"), "an end that was asked for is no error");
}

void refuses_what_it_cannot_do() {
  const auto refused = [](const Record& record) { return [record] { make_task("stream-destination", record); }; };
  check::throws<std::invalid_argument>(refused(settings().set("faults", std::vector<double>{100})), "a fault outside the VM");
  check::throws<std::invalid_argument>(refused(Record().set("host", "localhost")), "a name");
  check::throws<std::invalid_argument>(refused(Record().set("requests", 0.0)), "no requests");
  Listening first;
  check::throws<std::system_error>(refused(Record().set("port", static_cast<double>(first.port))), "a port in use");
}

}  // namespace

int main() {
  return check::Suite()
      .test("a destination counts the pages of a source", counts_pages)
      .test("it requests pages once it is told to, and a page is answered by its index", requests_after_the_handshake)
      .test("it requests recorded faults in their order, over and over", requests_recorded_faults_in_their_order)
      .test("it keeps as many requests in flight as it is told", keeps_several_requests_in_flight)
      .test("a hello may say how many", takes_the_number_of_requests_of_a_hello)
      .test("connections of one session are one source", makes_one_source_of_one_session)
      .test("garbage ends its connection and no other", ends_garbage)
      .test("half a header ends its connection and no other", ends_half_a_header)
      .test("half a page ends its connection and no other", ends_half_a_page)
      .test("a page outside the VM ends its connection and no other", ends_a_page_outside_the_vm)
      .test("a hello of another version ends its connection and no other", ends_an_unknown_version)
      .test("a hello that is not first ends its connection and no other", ends_a_late_hello)
      .test("it stops beside sources that are silent or hang", stops_beside_silent_and_hanging_sources)
      .test("it refuses what it cannot do before it starts", refuses_what_it_cannot_do)
      .end();
}
