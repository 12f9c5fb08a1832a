#include "downtime/echo_client.h"

#include <algorithm>

#include "downtime/settings.h"
#include "downtime/wire.h"
#include "timing/priority.h"

namespace vmlab::downtime {

namespace {

/// So many answers are taken in a row, lest a flood of them delay a send.
constexpr int kAtOnce = 16;
/// For answers to the last requests. Not so long that the end of a run, or Ctrl-C, would be felt.
constexpr Nanoseconds kLongestLinger = 50 * kMillisecond;

}  // namespace

EchoClient::EchoClient(const Record& settings)
    : settings_(settings),
      log_(settings.text("log", "")),
      socket_(UdpSocket::connected(address_of(settings))),
      run_(random_run()),
      interval_(interval_of(settings)),
      ledger_({interval_, length_of(settings, "least_outage")}),
      pace_(0, interval_),
      seconds_(0) {}

void EchoClient::run(const Tell& tell) {
  prefer_prompt_wakeups();
  tell_ = tell;
  started_at_ = since_1970();
  start_ = now();
  end_ = end_of(start_, settings_);
  pace_ = Pace(start_, interval_);
  seconds_ = Seconds(start_);
  while (true) {
    const Woken woken = waiter_.wait(socket_.number(), next_wake());
    if (woken == Woken::kReadable) take_answers();
    if (seconds_.over(now())) tell_second();
    if (woken == Woken::kStopped || now() >= end_) break;
    if (now() >= pace_.deadline()) ask();
  }
  ended_ = now();
  linger();
  tell_outage(ledger_.close(ended_));
  if (ledger_.requests() > sent_before_) tell_second();
}

Nanoseconds EchoClient::next_wake() const { return std::min({pace_.deadline(), seconds_.next(), end_}); }

void EchoClient::ask() {
  const Turn turn = pace_.take(now());
  // The number is given before the send: on one machine the answer may be there before that returns.
  const std::uint64_t sequence = ledger_.sent(turn);
  socket_.send(encode({run_, sequence, turn.at}));
}

void EchoClient::take_answers() {
  for (int taken = 0; taken < kAtOnce; taken++) {
    const auto datagram = socket_.receive();
    if (!datagram) return;
    const auto request = decode(datagram->bytes);
    if (!request || request->run != run_) {
      strangers_++;
      continue;
    }
    const auto verdict = ledger_.answered(request->sequence, datagram->arrived);
    if (verdict.round_trip) round_trips_.record(static_cast<std::uint64_t>(*verdict.round_trip));
    log_.write(verdict.spike);
    tell_outage(verdict.outage);
  }
}

void EchoClient::tell_outage(const std::optional<Outage>& outage) {
  if (outage) tell_(told(*outage, start_));
}

void EchoClient::tell_second() {
  Record record = seconds_.turn(now());
  record.set("sent", ledger_.requests() - sent_before_);
  record.set("answered", ledger_.answers() - answered_before_);
  record.set("current_ms", ledger_.delays().current());
  record.set("maximum_ms", ledger_.delays().maximum());
  record.set("delay_ns", ledger_.delays().take_longest_lately());
  round_trips_.tell(record, "round_trip");
  round_trips_.clear();
  sent_before_ = ledger_.requests();
  answered_before_ = ledger_.answers();
  tell_(std::move(record));
}

void EchoClient::linger() {
  const Nanoseconds until = now() + kLongestLinger;
  while (ledger_.awaits() && now() < until)
    if (Waiter().wait(socket_.number(), until) == Woken::kReadable) take_answers();
}

Record EchoClient::result() const {
  Record record;
  ledger_.tell(record, start_);
  pace_.tell(record);
  log_.tell(record);
  record.set("refused", socket_.refusals()).set("strangers", strangers_);
  record.set("interval_ns", interval_).set("started_at", started_at_);
  return record.set("ran_ns", ended_ - start_);
}

}  // namespace vmlab::downtime
