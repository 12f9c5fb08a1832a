#include <vector>

#include "check.h"
#include "downtime/arrival_ledger.h"
#include "downtime/reply_ledger.h"

using namespace vmlab;
using namespace vmlab::downtime;

namespace {

constexpr Nanoseconds kInterval = 10 * kMillisecond;
constexpr Nanoseconds kRoundTrip = 200 * kMicrosecond;

struct Answered {
  Record record;
  std::vector<Outage> outages;
};

/// A client that asks on time from 0 on, and a server that is away from one instant to another, over a way of so long there and back.
struct Scene {
  int requests = 100;
  Nanoseconds away_from = 0;
  Nanoseconds away_until = 0;
  Nanoseconds round_trip = kRoundTrip;
  bool keeps = false;  // what came while it was away is answered after
};

Answered play(const Scene& scene) {
  ReplyLedger ledger({kInterval, 0});
  std::vector<std::pair<Nanoseconds, std::uint64_t>> arrivals;
  std::vector<Outage> outages;
  const auto take_until = [&](Nanoseconds instant) {
    while (!arrivals.empty() && arrivals.front().first <= instant) {
      const auto verdict = ledger.answered(arrivals.front().second, arrivals.front().first);
      if (verdict.outage) outages.push_back(*verdict.outage);
      arrivals.erase(arrivals.begin());
    }
  };
  for (int request = 0; request < scene.requests; request++) {
    const Nanoseconds at = request * kInterval;
    take_until(at);
    const auto sequence = ledger.sent({at, at, 0});
    const Nanoseconds there = at + scene.round_trip / 2;
    const bool away = there >= scene.away_from && there < scene.away_until;
    if (!away) arrivals.emplace_back(at + scene.round_trip, sequence);
    if (away && scene.keeps) arrivals.emplace_back(scene.away_until + scene.round_trip / 2, sequence);
  }
  const Nanoseconds end = scene.requests * kInterval;
  take_until(end);
  if (const auto open = ledger.close(end)) outages.push_back(*open);
  Record record;
  ledger.tell(record, 0);
  return {record, outages};
}

void finds_lengths_to_one_interval() {
  for (const bool keeps : {false, true})
    for (const Nanoseconds round_trip : {kRoundTrip, 35 * kMillisecond})
      for (Nanoseconds from = 200 * kMillisecond; from < 220 * kMillisecond; from += 700 * kMicrosecond)
        for (const Nanoseconds length : {30, 45, 123, 300}) {
          const auto [record, outages] = play({100, from, from + length * kMillisecond, round_trip, keeps});
          check::equal(outages.size(), std::size_t{1}, "outages");
          check::that(outages[0].over, "it is over");
          check::near(static_cast<double>(outages[0].end - outages[0].start), static_cast<double>(length * kMillisecond), kInterval, "length");
        }
}

void finds_one_that_was_lost() {
  for (Nanoseconds from = 201 * kMillisecond; from < 209 * kMillisecond; from += kMillisecond) {
    const auto [record, outages] = play({100, from + kRoundTrip / 2 + 1, from + kInterval + kRoundTrip / 2, kRoundTrip, false});
    check::equal(record.number("lost"), 1.0, "lost");
    check::equal(outages.size(), std::size_t{1}, "outages");
    check::equal(outages[0].lost, std::uint64_t{1}, "lost in it");
  }
}

void finds_nothing_where_nothing_is() {
  for (const Nanoseconds round_trip : {kRoundTrip, 95 * kMillisecond}) {
    const auto [record, outages] = play({100, 0, 0, round_trip, false});
    check::that(outages.empty(), "no outage");
    check::equal(record.number("lost"), 0.0, "lost");
    check::equal(record.number("answered") + record.number("pending"), 100.0, "answered and pending");
  }
}

void sees_that_it_goes_on() {
  const auto [record, outages] = play({100, 500 * kMillisecond, kSecond * 10, kRoundTrip, false});
  check::equal(outages.size(), std::size_t{1}, "outages");
  check::that(!outages[0].over, "it goes on");
  check::equal(outages[0].lost, std::uint64_t{50}, "lost");
  check::equal(record.number("lost"), 50.0, "lost in all");
}

void never_blames_the_guest() {
  ReplyLedger ledger({kInterval, 0});
  Pace pace(0, kInterval);
  Nanoseconds instant = 0;
  for (int request = 0; request < 50; request++) {
    instant = pace.deadline() + (request == 20 ? 305 * kMillisecond : 0);  // the client stood still
    const auto sequence = ledger.sent(pace.take(instant));
    const auto verdict = ledger.answered(sequence, instant + kRoundTrip);
    check::that(!verdict.outage, "the client's own lateness is no outage");
    check::that(!verdict.spike || *verdict.spike == kBaseline, "nor a spike");
  }
  Record record;
  ledger.tell(record, 0);
  pace.tell(record);
  check::equal(record.number("skipped"), 30.0, "deadlines left out");
  check::equal(record.number("corrected_count"), 80.0, "each deadline is counted once");
  check::near(record.number("corrected_maximum_ns"), 305e6 + kRoundTrip, 1, "from the intended instant");
  check::equal(record.number("round_trip_maximum_ns"), static_cast<double>(kRoundTrip), "from the send");
}

void counts_what_it_left_out_in_a_real_outage() {
  ReplyLedger ledger({kInterval, 0});
  Pace pace(0, kInterval);
  ledger.answered(ledger.sent(pace.take(0)), kRoundTrip);
  ledger.sent(pace.take(pace.deadline()));                           // lost
  const Nanoseconds late = pace.deadline() + 5 * kInterval;
  const auto verdict = ledger.answered(ledger.sent(pace.take(late)), late + kRoundTrip);
  check::that(verdict.outage.has_value(), "a request was lost");
  check::equal(verdict.outage->unwatched, std::uint64_t{5}, "not watched");
}

void tells_late_twice_and_unknown_apart() {
  ReplyLedger ledger({kInterval, 0});
  for (int request = 0; request < 5; request++) ledger.sent({request * kInterval, request * kInterval, 0});
  ledger.answered(0, kRoundTrip);
  const auto verdict = ledger.answered(3, 3 * kInterval + kRoundTrip);
  check::equal(verdict.outage->lost, std::uint64_t{2}, "passed over");
  ledger.answered(2, 4 * kInterval);
  ledger.answered(2, 4 * kInterval + 1);
  ledger.answered(99, 4 * kInterval + 2);
  Record record;
  ledger.tell(record, 0);
  check::equal(record.number("reordered"), 1.0, "reordered");
  check::equal(record.number("duplicates"), 1.0, "duplicates");
  check::equal(record.number("unknown"), 1.0, "unknown");
  check::equal(record.number("overdue"), 1.0, "overdue");
  check::equal(record.numbers("outage_lost").at(0), 1.0, "lost, less the one that came after all");
}

void takes_an_outage_longer_than_its_memory() {
  ReplyLedger ledger({kInterval, 0});
  ledger.answered(ledger.sent({0, 0, 0}), kRoundTrip);
  constexpr int kMany = 200'000;
  for (int request = 1; request < kMany; request++) ledger.sent({request * kInterval, request * kInterval, 0});
  const Nanoseconds last = (kMany - 1) * kInterval;
  const auto verdict = ledger.answered(kMany - 1, last + kRoundTrip);
  check::equal(verdict.outage->start, kInterval, "start");
  check::equal(verdict.outage->end, last, "end");
  check::equal(verdict.outage->lost, std::uint64_t{kMany - 2}, "lost");
  ledger.answered(1, last + 2 * kRoundTrip);
  Record record;
  ledger.tell(record, 0);
  check::equal(record.number("unknown"), 1.0, "too old to be known");
}

Request numbered(std::uint64_t sequence, Nanoseconds sent, std::uint64_t run = 1) { return {run, sequence, sent}; }

void listens_to_numbers() {
  ArrivalLedger ledger(0, 0);
  Nanoseconds at = 0;
  for (const std::uint64_t sequence : {0, 1, 2, 7, 8}) {
    at = static_cast<Nanoseconds>(sequence) * kInterval;
    const auto verdict = ledger.arrived(at, numbered(sequence, at));
    check::equal(verdict.outage.has_value(), sequence == 7, "an outage before 7");
    if (!verdict.outage) continue;
    check::equal(verdict.outage->lost, std::uint64_t{4}, "lost");
    check::equal(verdict.outage->start, 3 * kInterval, "start");
    check::equal(verdict.outage->end, 7 * kInterval, "end");
  }
  ledger.arrived(at + 1, numbered(4, 4 * kInterval));
  ledger.arrived(at + 2, numbered(4, 4 * kInterval));
  Record record;
  ledger.tell(record, 0);
  check::equal(record.number("lost"), 3.0, "lost");
  check::equal(record.number("reordered"), 1.0, "reordered");
  check::equal(record.number("duplicates"), 1.0, "duplicates");
  check::equal(record.numbers("outage_lost").at(0), 3.0, "lost in the outage");
}

void excuses_the_beacon() {
  ArrivalLedger ledger(kInterval, 0);
  ledger.arrived(0, numbered(0, 0));
  check::that(!ledger.arrived(30 * kInterval, numbered(1, 30 * kInterval)).outage, "it sent late");
  check::that(!ledger.arrived(90 * kInterval, numbered(0, 0, 2)).outage, "it was started anew");
  check::that(ledger.arrived(93 * kInterval, numbered(1, kInterval, 2)).outage.has_value(), "it sent in time");
}

void takes_the_interval_from_the_sends() {
  ArrivalLedger ledger(0, 0);
  const Nanoseconds late = 3 * kInterval;  // the first ones waited for the way, and came all at once
  for (std::uint64_t sequence = 0; sequence < 20; sequence++) {
    const Nanoseconds sent = static_cast<Nanoseconds>(sequence) * kInterval;
    const auto verdict = ledger.arrived(std::max(sent, late) + static_cast<Nanoseconds>(sequence) * kMicrosecond, numbered(sequence, sent));
    check::that(!verdict.outage, "no outage");
  }
  Record record;
  ledger.tell(record, 0);
  check::equal(record.number("interval_ns"), static_cast<double>(kInterval), "interval");
}

void tells_of_so_many_outages_only() {
  ArrivalLedger ledger(kInterval, 0);
  std::size_t told = 0;
  constexpr std::uint64_t kMany = 150'000;
  for (std::uint64_t index = 0; index <= kMany; index++) {
    const Nanoseconds at = static_cast<Nanoseconds>(index) * 2 * kInterval;
    told += ledger.arrived(at, numbered(2 * index, at)).outage.has_value();
  }
  Record record;
  ledger.tell(record, 0);
  check::equal(told, Outages::kMost, "told");
  check::equal(record.number("outages"), static_cast<double>(kMany), "counted");
}

void hears_arrivals_alone() {
  ArrivalLedger ledger(0, 0);
  ledger.arrived(0, {});
  check::equal(*ledger.arrived(kInterval, {}).spike, kBaseline, "the first delay");
  check::that(!ledger.arrived(2 * kInterval, {}).outage, "steady");
  const auto verdict = ledger.arrived(12 * kInterval, {});
  check::equal(verdict.outage->end - verdict.outage->start, 9 * kInterval, "length");
  check::equal(*verdict.spike, Spike{100}, "ms");
  check::that(!ledger.close(13 * kInterval), "too soon to tell");
  check::that(!ledger.close(20 * kInterval)->over, "it goes on");
}

void survives_senseless_numbers() {
  ArrivalLedger ledger(3600 * kSecond, 0);
  const auto most = kMostNumber;
  for (const std::uint64_t sequence : {std::uint64_t{0}, most, std::uint64_t{5}, most - 1})
    ledger.arrived(1, numbered(sequence, static_cast<Nanoseconds>(sequence % 2 == 0 ? most : 0)));
  auto payload = encode(numbered(most + 1, 0));
  check::that(!decode(payload), "too large a number");
  check::that(is_echo(payload), "but it begins with echo");
  payload[7]++;
  check::that(!decode(payload), "another version");
}

void reads_delays_as_mig_mon() {
  Delays delays;
  const auto at = [](double milliseconds) { return static_cast<Nanoseconds>(milliseconds * kMillisecond); };
  check::that(!delays.arrived(at(1000), 0), "nothing to say of the first");
  check::equal(*delays.arrived(at(1050), 0), kBaseline, "the second");
  check::equal(*delays.baseline(), Spike{50}, "what others are held against");
  check::that(!delays.arrived(at(1149.4), 0), "just under twice");
  check::equal(*delays.arrived(at(1249.4), 0), Spike{100}, "twice");
  check::that(!delays.arrived(at(1549.4), at(260)), "the sender was late itself");
  check::equal(delays.maximum(), Spike{100}, "maximum");
  check::equal(delays.current(), Spike{40}, "last");
}

void spikes_are_a_millisecond_at_least() {
  Delays delays;
  Nanoseconds at = 0;
  for (int arrival = 0; arrival < 5; arrival++) delays.arrived(at += 100 * kMicrosecond, 0);
  check::that(!delays.arrived(at += 499 * kMicrosecond, 0), "nearer to none");
  check::equal(*delays.arrived(at += kMillisecond, 0), Spike{1}, "a millisecond");
}

}  // namespace

int main() {
  return check::Suite()
      .test("an outage's length is true to one interval, whether what was asked in it is lost or kept, over any way", finds_lengths_to_one_interval)
      .test("one request that is lost is an outage, always", finds_one_that_was_lost)
      .test("answers that take many intervals are no outage", finds_nothing_where_nothing_is)
      .test("an outage may go on at the end", sees_that_it_goes_on)
      .test("the client's own lateness is no outage, and is corrected for", never_blames_the_guest)
      .test("what the client left out in an outage is told with it", counts_what_it_left_out_in_a_real_outage)
      .test("late, repeated and unknown answers are told apart", tells_late_twice_and_unknown_apart)
      .test("an outage may be longer than what is remembered", takes_an_outage_longer_than_its_memory)
      .test("a listener knows by numbers what is lost", listens_to_numbers)
      .test("a listener does not blame the way for a beacon that is late or new", excuses_the_beacon)
      .test("a listener takes the interval from the beacon's sends, not from how the first ones arrived", takes_the_interval_from_the_sends)
      .test("a peer that makes an outage of each datagram does not fill the memory with them", tells_of_so_many_outages_only)
      .test("a listener hears mig_mon by its arrivals", hears_arrivals_alone)
      .test("no number from outside does harm", survives_senseless_numbers)
      .test("delays are read as mig_mon reads them", reads_delays_as_mig_mon)
      .test("a spike is a millisecond at least", spikes_are_a_millisecond_at_least)
      .end();
}
