#include "stream/visitor.h"

#include "stream/telling.h"

namespace vmlab::stream {

namespace {

void set(Record& record, const Traffic& traffic) {
  record.set("bytes", static_cast<double>(traffic.bytes)).set("pages", static_cast<double>(traffic.pages));
  traffic.latency.tell(record, "latency");
}

}  // namespace

Visitor::Visitor(unsigned id, std::shared_ptr<Arrival> first, const Tell& tell) : id_(id), peer_(first->peer()), tell_(tell) {
  if (const ArrivalState state = first->state(); state.hello) session_ = state.hello->session;
  tell_(Record().set("type", "connected").set("source", id_).set("peer", peer_));
  add(std::move(first));
}

void Visitor::tell_second(Nanoseconds instant) {
  const Traffic traffic = take();
  Record record;
  record.set("type", "second").set("source", id_).set("at", seconds(instant - start_)).set("interval", seconds(instant - told_));
  set(record, traffic);
  told_ = instant;
  seconds_ = (instant - start_) / kSecond;
  tell_(std::move(record));
}

bool Visitor::ended() {
  bool all_over = true;
  for (const auto& arrival : arrivals_) {
    const ArrivalState state = arrival->state();
    all_over = all_over && state.over;
    if (!state.error.empty()) note(state.error);
  }
  if (all_over) tell_end();
  return all_over;
}

void Visitor::shut_down() noexcept {
  for (const auto& arrival : arrivals_) arrival->shut_down();
}

void Visitor::note(const std::string& error) {
  if (!error_.empty()) return;
  error_ = error;
  shut_down();
}

void Visitor::tell_end() {
  const Nanoseconds instant = now();
  if (instant - told_ >= kShortestSecond) tell_second(instant);
  take();
  Record record;
  record.set("type", "disconnected").set("source", id_).set("peer", peer_).set("elapsed", seconds(instant - start_));
  set(record, total_);
  if (!error_.empty()) record.set("error", error_);
  tell_(std::move(record));
}

Traffic Visitor::take() {
  Traffic traffic;
  for (const auto& arrival : arrivals_) traffic.merge(arrival->meter().take());
  total_.merge(traffic);
  return traffic;
}

}  // namespace vmlab::stream
