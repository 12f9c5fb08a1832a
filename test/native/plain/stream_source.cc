// A source against peers that say whatever they like.
#include "check.h"
#include "raw_peer.h"
#include "running_task.h"

using namespace vmlab;
using namespace vmlab::stream;

namespace {

constexpr double kSmallVm = 100 * kPageSize;

Record settings(const RawListener& listener, double size = kSmallVm) {
  return Record().set("host", "127.0.0.1").set("port", static_cast<double>(listener.port())).set("size", size);
}

void has(const std::string& text, const std::string& part) {
  check::that(text.find(part) != std::string::npos, "'" + text + "' lacks '" + part + "'");
}

void sends_pages_in_turn() {
  RawListener listener;
  RunningTask source("stream-source", settings(listener).set("precopy", 1.0));
  RawPeer destination = listener.accept();
  for (std::uint64_t count = 0; count < 250; count++) {
    const MessageHeader header = destination.read_header();
    check::equal(header.magic, kPage, "magic, with no hello and no handshake before");
    check::equal(header.index, count % 100, "index");
    destination.read_page();
  }
}

void answers_requests_after_a_handshake() {
  RawListener listener;
  RunningTask source("stream-source", settings(listener).set("postcopy", 1.0));
  RawPeer destination = listener.accept();
  check::equal(destination.read_header().magic, kHandshake, "magic");
  destination.message(kPageRequest, 5).message(kPageRequest, 99);
  for (const std::uint64_t expected : {5, 99}) {
    check::equal(destination.read_header().index, expected, "index");
    destination.read_page();
  }
  source.stop();
  const Record result = source.end();
  check::that(destination.is_left(), "it left");
  check::equal(result.number("requested_pages"), 2, "requested pages");
  check::equal(result.number("served_count"), 2, "timed");
  check::equal(result.number("precopy_bytes"), 0, "precopy bytes");
}

/// A socket that is full holds pages that cannot be overtaken; what the source has not handed over yet can.
void answers_between_pages_of_precopy() {
  RawListener listener;
  RunningTask source("stream-source", settings(listener, 1e9).set("precopy", 1.0).set("postcopy", 1.0));
  RawPeer destination = listener.accept();
  check::equal(destination.read_header().magic, kHandshake, "magic");
  destination.message(kPageRequest, 200'000);
  std::uint64_t next = 0;
  for (int count = 0; count < 100'000; count++) {
    const MessageHeader header = destination.read_header();
    check::equal(header.magic, kPage, "magic");
    destination.read_page();
    if (header.index == 200'000) return;
    check::equal(header.index, next++, "the precopy stream goes on in turn");
  }
  check::that(false, "the requested page did not come before 100,000 others");
}

void says_hello_where_it_must() {
  RawListener listener;
  Record both = settings(listener).set("precopy", 1.0).set("postcopy", 1.0);
  RunningTask source("stream-source", both.set("channels", 2.0).set("requested_channel", 1.0).set("requests", 4.0));
  std::uint64_t session = 0;
  std::vector<RawPeer> connections;  // one that is closed would end them all
  for (std::uint32_t number = 0; number < 3; number++) {
    RawPeer& connection = connections.emplace_back(listener.accept());
    const MessageHeader header = connection.read_header();
    check::equal(header.magic, kHello, "magic");
    check::equal(header.index, kHelloVersion, "version");
    const MessageHeader first = connection.read_header();  // a hello is two headers long
    const MessageHeader second = connection.read_header();
    if (number == 0) session = first.magic;
    check::equal(first.magic, session, "session");
    check::equal(first.index, number | std::uint64_t{3} << 32, "connection and connections");
    check::equal(second.magic, (number == 2 ? 1 : 0) | std::uint64_t{4} << 32, "flags and requests");
    check::equal(second.index, 0U, "reserved");
    const MessageHeader next = connection.read_header();
    check::equal(next.magic, number == 2 ? kHandshake : kPage, "what comes after the hello");
    check::equal(next.index, number == 2 ? 0U : number, "its index");
  }
}

void fails(const std::function<void(RawPeer&)>& misbehave, const std::string& why) {
  RawListener listener;
  RunningTask source("stream-source", settings(listener).set("postcopy", 1.0));
  RawPeer destination = listener.accept();
  destination.read_header();
  misbehave(destination);
  has(source.end().text("error", ""), why);
}

void fails_at_garbage() {
  fails([](RawPeer& destination) { destination.message(0xdead, 1); }, "0xdead");
}

void fails_at_half_a_request() {
  fails([](RawPeer& destination) { destination.bytes("\x24\x01\0", 3).close(); }, "in the middle of a page request");
}

void fails_at_a_page_outside_the_vm() {
  fails([](RawPeer& destination) { destination.message(kPageRequest, 100); }, "page 100 of a VM of 100 pages");
}

void fails_where_the_destination_ends() {
  fails([](RawPeer& destination) { destination.close(); }, "the destination ended the connection");
}

void fails_where_the_destination_goes_away_in_mid_page() {
  RawListener listener;
  RunningTask source("stream-source", settings(listener).set("precopy", 1.0));
  RawPeer destination = listener.accept();
  destination.read_header();
  destination.close();
  check::that(source.end().has("error"), "an error");
}

void fails_where_nobody_listens() {
  const int port = RawListener().port();
  RunningTask source("stream-source", Record().set("host", "127.0.0.1").set("port", static_cast<double>(port)).set("precopy", 1.0));
  const Record result = source.end();
  check::equal(result.number("errno"), ECONNREFUSED, "errno");
  has(result.text("error"), "cannot connect to 127.0.0.1:" + std::to_string(port));
}

void stops_though_nobody_reads() {
  RawListener listener;
  RunningTask source("stream-source", settings(listener).set("precopy", 1.0).set("postcopy", 1.0).set("channels", 3.0));
  source.told("connected");
  std::this_thread::sleep_for(std::chrono::milliseconds(100));  // until the sockets are full
  const auto start = std::chrono::steady_clock::now();
  source.stop();
  const Record result = source.end(std::chrono::seconds(2));
  check::that(!result.has("error"), result.text("error", ""));
  check::that(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(500), "it took too long");
}

void refuses_what_it_cannot_do() {
  RawListener listener;
  const auto refused = [](const Record& record) { return [record] { make_task("stream-source", record); }; };
  check::throws<std::invalid_argument>(refused(settings(listener)), "neither precopy nor postcopy");
  check::throws<std::invalid_argument>(refused(settings(listener).set("precopy", 1.0).set("contents", "wet")), "unknown contents");
  check::throws<std::invalid_argument>(refused(settings(listener).set("precopy", 1.0).set("channels", 0.0)), "no channel");
}

}  // namespace

int main() {
  return check::Suite()
      .test("a source sends the VM's pages in turn, and again", sends_pages_in_turn)
      .test("it answers requests, which it asks for", answers_requests_after_a_handshake)
      .test("it answers between pages of precopy", answers_between_pages_of_precopy)
      .test("it says hello on each of several connections", says_hello_where_it_must)
      .test("it fails at garbage", fails_at_garbage)
      .test("it fails at half a request", fails_at_half_a_request)
      .test("it fails at a request outside the VM", fails_at_a_page_outside_the_vm)
      .test("it fails where the destination ends", fails_where_the_destination_ends)
      .test("it fails where the destination goes away in mid-page", fails_where_the_destination_goes_away_in_mid_page)
      .test("it fails where nobody listens", fails_where_nobody_listens)
      .test("it stops though nobody reads", stops_though_nobody_reads)
      .test("it refuses what it cannot do before it starts", refuses_what_it_cannot_do)
      .end();
}
