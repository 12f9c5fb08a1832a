#include "downtime/listener.h"

#include <algorithm>

#include "downtime/settings.h"
#include "system/short_slice.h"

namespace vmlab::downtime {

namespace {

constexpr int kAtOnce = 64;

}  // namespace

Listener::Listener(const Record& settings)
    : settings_(settings),
      peers_(settings.text("peers", "")),
      log_(settings.text("log", "")),
      socket_(UdpSocket::listening(address_of(settings))),
      ledger_(length_of(settings, "interval"), length_of(settings, "least_outage")),
      seconds_(0) {}

// The kernel says when each arrived, so this thread need not be prompt; and whoever floods it must not have the whole machine.
void Listener::run(const Tell& tell) {
  ask_for_short_slices();
  tell_ = tell;
  tell_(Record().set("type", "listening").set("port", socket_.port()));
  started_at_ = since_1970();
  start_ = now();
  seconds_ = Seconds(start_);
  const Nanoseconds end = end_of(start_, settings_);
  while (true) {
    const Woken woken = waiter_.wait(socket_.number(), std::min(seconds_.next(), end));
    if (woken == Woken::kReadable) take_waiting();
    if (seconds_.over(now())) tell_second();
    if (woken == Woken::kStopped || now() >= end) break;
  }
  ended_ = now();
  tell_outage(ledger_.close(ended_));
  if (ledger_.arrivals() > received_before_) tell_second();
}

void Listener::take_waiting() {
  for (int taken = 0; taken < kAtOnce; taken++) {
    const auto datagram = socket_.receive();
    if (!datagram) return;
    take(*datagram);
  }
}

void Listener::take(const Datagram& datagram) {
  if (!is_echo(datagram.bytes)) {
    ignored_++;
  } else if (!peers_.include(datagram.from)) {
    turned_away_++;
  } else if (beacon_.value_or(datagram.from.bytes()) != datagram.from.bytes()) {
    others_++;
  } else {
    beacon_ = datagram.from.bytes();
    const auto verdict = ledger_.arrived(datagram.arrived, decode(datagram.bytes));
    log_.write(verdict.spike);
    tell_outage(verdict.outage);
  }
}

void Listener::tell_outage(const std::optional<Outage>& outage) {
  if (outage) tell_(told(*outage, start_));
}

void Listener::tell_second() {
  Record record = seconds_.turn(now());
  record.set("received", ledger_.arrivals() - received_before_);
  record.set("current_ms", ledger_.delays().current());
  record.set("maximum_ms", ledger_.delays().maximum());
  record.set("delay_ns", ledger_.delays().take_longest_lately());
  received_before_ = ledger_.arrivals();
  tell_(std::move(record));
}

Record Listener::result() const {
  Record record;
  ledger_.tell(record, start_);
  log_.tell(record);
  record.set("port", socket_.port()).set("ignored", ignored_);
  record.set("turned_away", turned_away_).set("others", others_);
  return record.set("started_at", started_at_).set("ran_ns", ended_ - start_);
}

}  // namespace vmlab::downtime
