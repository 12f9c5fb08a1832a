#include "downtime/beacon.h"

#include <algorithm>

#include "downtime/settings.h"
#include "downtime/wire.h"
#include "timing/priority.h"

namespace vmlab::downtime {

namespace {

constexpr int kNone = -1;  // nothing is to be read

}  // namespace

Beacon::Beacon(const Record& settings)
    : settings_(settings),
      socket_(UdpSocket::connected(address_of(settings))),
      run_(random_run()),
      interval_(interval_of(settings)),
      pace_(0, interval_),
      seconds_(0) {}

void Beacon::run(const Tell& tell) {
  prefer_prompt_wakeups();
  start_ = now();
  pace_ = Pace(start_, interval_);
  seconds_ = Seconds(start_);
  const Nanoseconds end = end_of(start_, settings_);
  while (true) {
    const Woken woken = waiter_.wait(kNone, std::min({pace_.deadline(), seconds_.next(), end}));
    if (seconds_.over(now())) tell_second(tell);
    if (woken == Woken::kStopped || now() >= end) break;
    if (now() >= pace_.deadline()) send();
  }
  ended_ = now();
  if (sent_ > sent_before_) tell_second(tell);
}

void Beacon::send() {
  const Turn turn = pace_.take(now());
  socket_.send(encode({run_, sent_++, turn.at}));
}

void Beacon::tell_second(const Tell& tell) {
  tell(seconds_.turn(now()).set("sent", sent_ - sent_before_));
  sent_before_ = sent_;
}

Record Beacon::result() const {
  Record record;
  pace_.tell(record);
  record.set("sent", sent_).set("refused", socket_.refusals());
  return record.set("interval_ns", interval_).set("ran_ns", ended_ - start_);
}

}  // namespace vmlab::downtime
