#include "downtime/echo_server.h"

#include <algorithm>

#include "downtime/settings.h"
#include "downtime/wire.h"
#include "system/short_slice.h"

namespace vmlab::downtime {

namespace {

constexpr int kAtOnce = 64;
constexpr std::uint16_t kFirstOrdinaryPort = 1024;
constexpr std::uint16_t kMigMonPort = 9008;  // where other echo servers are

}  // namespace

EchoServer::EchoServer(const Record& settings)
    : settings_(settings),
      peers_(settings.text("peers", "")),
      socket_(UdpSocket::answering(address_of(settings))),
      port_(socket_.port()),
      seconds_(0) {}

// Not in the real-time class: whoever floods it would have the whole machine.
void EchoServer::run(const Tell& tell) {
  ask_for_short_slices();
  tell(Record().set("type", "listening").set("port", port_));
  start_ = now();
  seconds_ = Seconds(start_);
  const Nanoseconds end = end_of(start_, settings_);
  while (true) {
    const Woken woken = waiter_.wait(socket_.number(), std::min(seconds_.next(), end));
    if (woken == Woken::kReadable) answer_waiting();
    if (seconds_.over(now())) tell_second(tell);
    if (woken == Woken::kStopped || now() >= end) return;
  }
}

void EchoServer::answer_waiting() {
  for (int taken = 0; taken < kAtOnce; taken++) {
    const auto datagram = socket_.receive();
    if (!datagram) return;
    answer(*datagram);
  }
}

void EchoServer::answer(const Datagram& datagram) {
  if (!is_echo(datagram.bytes) || may_go_round(datagram.from)) {
    ignored_++;
  } else if (!peers_.include(datagram.from)) {
    turned_away_++;
  } else if (socket_.send_back(datagram)) {
    answered_++;
  }
}

/// Another echo server, by its port or a forged sender, would answer the answer, and so on without end.
bool EchoServer::may_go_round(const Address& peer) const {
  return peer.port() < kFirstOrdinaryPort || peer.port() == port_ || peer.port() == kMigMonPort;
}

void EchoServer::tell_second(const Tell& tell) {
  Record record = seconds_.turn(now());
  record.set("answered", answered_ - answered_before_).set("ignored", ignored_);
  answered_before_ = answered_;
  tell(record.set("turned_away", turned_away_).set("total", answered_));
}

Record EchoServer::result() const {
  Record record;
  record.set("port", port_).set("answered", answered_);
  record.set("ignored", ignored_).set("turned_away", turned_away_);
  return record.set("refused", socket_.refusals());
}

}  // namespace vmlab::downtime
