#include <chrono>
#include <memory>
#include <mutex>
#include <thread>

#include "check.h"
#include "downtime/peers.h"
#include "system/clock.h"
#include "task/guarded_task.h"

using namespace vmlab;

namespace {

/// A task that runs on a thread of its own, as the addon runs it.
class Running {
 public:
  Running(const std::string& name, const Record& settings) : task_(make_task(name, settings)) {
    thread_ = std::thread([this] { task_.run([this](Record record) { take(std::move(record)); }); });
  }
  ~Running() {
    task_.stop();
    if (thread_.joinable()) thread_.join();
  }

  double port() {
    for (int attempt = 0; attempt < 1000; attempt++) {
      {
        const std::lock_guard lock(mutex_);
        if (port_ != 0) return port_;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    throw std::runtime_error("it does not listen");
  }

  Record wait() {
    thread_.join();
    return task_.result();
  }

  Record stop() {
    task_.stop();
    return wait();
  }

 private:
  void take(Record record) {
    const std::lock_guard lock(mutex_);
    if (record.text("type") == "listening") port_ = record.number("port");
  }

  GuardedTask task_;
  std::mutex mutex_;
  double port_ = 0;
  std::thread thread_;
};

Record at(const std::string& address, double port) { return Record().set("address", address).set("port", port); }

void answers_each_request() {
  Running server("echo-server", at("127.0.0.1", 0));
  const Record asked = Running("echo-client", at("127.0.0.1", server.port()).set("interval", 1e-3).set("duration", 0.2)).wait();
  check::equal(asked.number("sent") + asked.number("skipped"), 200.0, "one request a deadline");
  check::equal(asked.number("answered"), asked.number("sent"), "answered");
  check::equal(server.stop().number("answered"), asked.number("answered"), "as the server counts");
}

void hears_each_datagram() {
  Running listener("listener", at("127.0.0.1", 0));
  const Record sent = Running("beacon", at("127.0.0.1", listener.port()).set("interval", 1e-3).set("duration", 0.2)).wait();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const Record heard = listener.stop();
  check::equal(heard.number("received"), sent.number("sent"), "received");
  check::equal(heard.number("lost"), 0.0, "lost");
}

void ends_when_told() {
  for (const std::string name : {"echo-server", "listener", "echo-client", "beacon"}) {
    const bool sends = name == "echo-client" || name == "beacon";
    Running task(name, at("127.0.0.1", sends ? 9 : 0).set("interval", 3600.0));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const Nanoseconds told = now();
    check::that(!task.stop().has("error"), name + " ends well");
    check::that(now() - told < 100 * kMillisecond, name + " ends within 100 ms");
  }
}

void ends_at_once_when_told_before() {
  GuardedTask task(make_task("echo-client", at("127.0.0.1", 9).set("interval", 1.0)));
  task.stop();
  task.run([](Record) {});
  check::equal(task.result().number("sent"), 0.0, "sent");
}

void refuses_at_the_start() {
  const auto make = [](const std::string& name, const Record& settings) { return [=] { make_task(name, settings); }; };
  check::throws<std::invalid_argument>(make("echo-server", at("localhost", 0)), "a name");
  check::throws<std::invalid_argument>(make("echo-server", at("127.0.0.1", 0).set("peers", "10.0.0.0/33")), "a prefix");
  check::throws<std::invalid_argument>(make("echo-server", at("127.0.0.1", 0).set("peers", "10.0.0.0/")), "half a prefix");
  for (const char* name : {"echo-client", "beacon"}) check::throws<std::invalid_argument>(make(name, at("127.0.0.1", 9).set("interval", 0.0)), "no interval");
  check::throws<std::system_error>(make("echo-client", at("127.0.0.1", 9).set("interval", 1.0).set("log", "/nowhere/log")), "a log");
  check::throws<std::system_error>(make("echo-server", at("192.0.2.7", 0)), "another machine's address");
}

void knows_peers() {
  using downtime::Address;
  using downtime::Peers;
  const Peers peers("10.0.0.0/8 192.168.1.5 fd00::/9");
  for (const char* address : {"10.255.0.1", "192.168.1.5", "fd7f::1", "::ffff:10.1.2.3"}) check::that(peers.include(Address(address, 1)), address);
  for (const char* address : {"11.0.0.1", "192.168.1.4", "fd80::1", "::1"}) check::that(!peers.include(Address(address, 1)), address);
  check::that(Peers("").include(Address("203.0.113.9", 1)), "everybody");
  check::that(Peers("0.0.0.0/0").include(Address("203.0.113.9", 1)), "all of IPv4");
  check::that(!Peers("0.0.0.0/0").include(Address("2001:db8::1", 1)), "but not IPv6");
}

}  // namespace

int main() {
  return check::Suite()
      .test("each request is answered", answers_each_request)
      .test("each datagram of a beacon is heard", hears_each_datagram)
      .test("all end within 100 ms when told to", ends_when_told)
      .test("one that was told to end before it began ends at once", ends_at_once_when_told_before)
      .test("what cannot be is refused at the start", refuses_at_the_start)
      .test("peers are known by address and network", knows_peers)
      .end();
}
