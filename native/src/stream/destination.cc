#include "stream/destination.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "stream/poll.h"
#include "stream/telling.h"

namespace vmlab::stream {

Destination::Destination(const Record& record) : settings_(record), listener_(settings_.address) {}

void Destination::run(const Tell& tell) {
  tell(Record().set("type", "listening").set("port", listener_.port()));
  const Nanoseconds end = after(now(), settings_.duration);
  while (!stopped_ && now() < end) {
    wait(end);
    accept_all();
    introduce(tell);
    tell_seconds();
    part();
  }
  end_all(tell);
}

void Destination::stop() noexcept {
  stopped_ = true;
  bell_.ring();
}

Record Destination::result() const {
  Record result;
  result.set("sources", sources_).set("bytes", static_cast<double>(total_.bytes)).set("pages", static_cast<double>(total_.pages));
  result.set("requested_pages", static_cast<double>(total_.requested_pages));
  total_.latency.tell(result, "latency");
  return result;
}

/// For a connection, a change of one, the next second of a source, or the end.
void Destination::wait(Nanoseconds end) {
  for (const Visitor& visitor : visitors_) end = std::min(end, visitor.next_second());
  std::array<pollfd, 2> files{{{listener_.number(), POLLIN, 0}, {bell_.number(), POLLIN, 0}}};
  poll_until(files, end);
  bell_.hush();
}

void Destination::accept_all() {
  while (Descriptor socket = listener_.accept()) {
    try {
      strangers_.push_back(std::make_shared<Arrival>(std::move(socket), settings_, bell_));
    } catch (const std::system_error&) {
      // It was gone before it was taken.
    }
  }
}

/// Those whose first message has come are told, or join the source that they belong to.
void Destination::introduce(const Tell& tell) {
  std::erase_if(strangers_, [&](const std::shared_ptr<Arrival>& arrival) {
    const ArrivalState state = arrival->state();
    if (!state.known) return false;
    const auto own = std::find_if(visitors_.begin(), visitors_.end(), [&](const Visitor& visitor) { return visitor.owns(state); });
    if (own == visitors_.end()) {
      visitors_.emplace_back(++sources_, arrival, tell);
    } else {
      own->add(arrival);
    }
    return true;
  });
}

void Destination::tell_seconds() {
  for (Visitor& visitor : visitors_)
    if (now() >= visitor.next_second()) visitor.tell_second(now());
}

void Destination::part() {
  visitors_.remove_if([&](Visitor& visitor) {
    if (!visitor.ended()) return false;
    total_.merge(visitor.total());
    return true;
  });
}

void Destination::end_all(const Tell& tell) {
  introduce(tell);
  for (const auto& stranger : strangers_) stranger->shut_down();
  for (Visitor& visitor : visitors_) visitor.shut_down();
  for (part(); !visitors_.empty(); part()) {
    bell_.wait_until(now() + kMillisecond);
    bell_.hush();
  }
  strangers_.clear();
}

}  // namespace vmlab::stream
