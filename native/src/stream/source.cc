#include "stream/source.h"

#include <algorithm>
#include <random>
#include <system_error>
#include <thread>

#include "stream/connect.h"
#include "stream/telling.h"

namespace vmlab::stream {

namespace {

/// For the last page of a run that is over by itself: on a busy machine that may take a while. One that is stopped does not wait so long.
constexpr Nanoseconds kLeisure = kSecond;

struct BellAtEnd {
  explicit BellAtEnd(Bell& bell) : bell_(bell) {}
  ~BellAtEnd() { bell_.ring(); }
  Bell& bell_;
};

std::uint64_t unlike_any_other() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

}  // namespace

Source::Source(const Record& record)
    : settings_(record), contents_(settings_.contents, settings_.compressibility, settings_.seed.value_or(unlike_any_other())) {}

void Source::run(const Tell& tell) {
  const Nanoseconds begin = now();
  try {
    connect_all();
  } catch (const std::system_error&) {
    if (bell_.rung()) return;
    throw;
  }
  tell(Record().set("type", "connected").set("at", seconds(now() - begin)));
  run_channels(tell);
  if (failure_) std::rethrow_exception(failure_);
}

Record Source::result() const {
  Record result;
  result.set("elapsed", seconds(end_ - start_)).set("bytes", static_cast<double>(total_.bytes)).set("pages", static_cast<double>(total_.pages));
  result.set("requested_pages", static_cast<double>(total_.requested_pages));
  result.set("precopy_bytes", static_cast<double>(total_.bytes - total_.requested_pages * kPageMessageSize));
  total_.latency.tell(result, "served");
  return result;
}

void Source::connect_all() {
  const Nanoseconds deadline = after(now(), settings_.connect_timeout);
  for (const ChannelRole& role : settings_.roles(unlike_any_other()))
    channels_.push_back(std::make_unique<SourceChannel>(connect(settings_.peer, bell_, deadline), role, contents_));
}

void Source::run_channels(const Tell& tell) {
  start_ = told_ = now();
  {
    std::vector<std::jthread> threads;
    const BellAtEnd end(bell_);  // also where a thread cannot be started, or its reader is gone: those that run wait for it
    for (const auto& channel : channels_) threads.emplace_back([this, &channel] { run_channel(*channel); });
    tell_each_second(tell);
    end_ = now();
  }
  tell_second(tell, end_, kShortestSecond);
}

/// What fails on one connection ends them all; what comes of that end is no failure of its own.
void Source::run_channel(SourceChannel& channel) {
  try {
    channel.run(bell_, patience_);
  } catch (const std::exception&) {
    const std::lock_guard lock(mutex_);
    if (!bell_.rung()) failure_ = std::current_exception();
    bell_.ring();
  }
}

void Source::tell_each_second(const Tell& tell) {
  const Nanoseconds end = after(start_, settings_.duration);
  for (Nanoseconds tick = start_ + kSecond; bell_.wait_until(std::min(tick, end)); tick += kSecond) {
    tell_second(tell, std::min(tick, end), kShortestSecond);
    if (tick < end) continue;
    patience_ = kLeisure;
    return;
  }
}

void Source::tell_second(const Tell& tell, Nanoseconds instant, Nanoseconds least) {
  Traffic traffic;
  for (const auto& channel : channels_) traffic.merge(channel->meter().take());
  total_.merge(traffic);
  if (instant - told_ < least) return;
  tell(Record()
           .set("type", "second")
           .set("at", seconds(instant - start_))
           .set("interval", seconds(instant - told_))
           .set("bytes", static_cast<double>(traffic.bytes))
           .set("pages", static_cast<double>(traffic.pages))
           .set("requested_pages", static_cast<double>(traffic.requested_pages)));
  told_ = instant;
}

}  // namespace vmlab::stream
