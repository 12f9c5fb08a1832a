#include "stream/destination.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "stream/poll.h"
#include "stream/telling.h"

namespace vmlab::stream {

namespace {

constexpr Nanoseconds kPatience = 10 * kSecond;
constexpr Nanoseconds kRest = 100 * kMillisecond;

}  // namespace

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

/// For a connection, a change of one, the next second of a source, a stranger's silence, or the end.
void Destination::wait(Nanoseconds end) {
  for (const Visitor& visitor : visitors_) end = std::min(end, visitor.next_second());
  for (const Stranger& stranger : strangers_) end = std::min(end, stranger.patience);
  const bool resting = now() < rest_until_;
  if (resting) end = std::min(end, rest_until_);
  const int listening = resting || !has_room() ? -1 : listener_.number();
  std::array<pollfd, 2> files{{{listening, POLLIN, 0}, {bell_.number(), POLLIN, 0}}};
  poll_until(files, end);
  bell_.hush();
}

void Destination::accept_all() {
  while (has_room()) {
    Descriptor socket = listener_.accept();
    if (socket) {
      accept_one(std::move(socket));
    } else {
      // No descriptor or memory is left for it. It goes on waiting, so poll would say at once that it is there.
      if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) rest_until_ = now() + kRest;
      return;
    }
  }
}

void Destination::accept_one(Descriptor socket) try {
  strangers_.push_back({std::make_shared<Arrival>(std::move(socket), settings_, bell_), now() + kPatience});
} catch (const std::system_error&) {
  // It was gone before it was taken, or no thread could be had for it: to its peer the connection ends.
}

/// Those whose first message has come are told, or join the source that they belong to.
void Destination::introduce(const Tell& tell) {
  std::erase_if(strangers_, [&](const Stranger& stranger) {
    const ArrivalState state = stranger.arrival->state();
    if (!state.known && now() >= stranger.patience) stranger.arrival->shut_down();
    if (!state.known) return false;
    if (!state.came && state.error.empty()) return true;  // it left without a word
    const auto own = std::find_if(visitors_.begin(), visitors_.end(), [&](const Visitor& visitor) { return visitor.owns(state); });
    if (own == visitors_.end()) {
      visitors_.emplace_back(++sources_, stranger.arrival, tell);
    } else {
      own->add(stranger.arrival);
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
  for (const Stranger& stranger : strangers_) stranger.arrival->shut_down();
  for (Visitor& visitor : visitors_) visitor.shut_down();
  for (part(); !visitors_.empty(); part()) {
    bell_.wait_until(now() + kMillisecond);
    bell_.hush();
  }
  strangers_.clear();
}

}  // namespace vmlab::stream
