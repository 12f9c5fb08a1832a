#include "network_load.h"

#include <algorithm>

namespace vmlab {

namespace {

constexpr Nanoseconds kShortest = 1'500 * kMicrosecond;
constexpr Nanoseconds kCarried = 50 * kMillisecond;

}  // namespace

NetworkLoad::NetworkLoad(std::unique_ptr<Sender> sender, std::optional<Counter> counter, const FailureReport& report)
    : sender_(std::move(sender)),
      counter_(std::move(counter)),
      worker_("network", report, [this](const Step& step, const std::stop_token& stop) { run(step, stop); }) {}

void NetworkLoad::begin(const Step& step) {
  if (step.tx) worker_.begin(step);
}

// In the middle of each slice goes out what the line asks for by its end. So nothing is left when the step ends, and
// nothing leaves just then, where whoever samples the counter a little late would count it in the wrong step.
void NetworkLoad::run(const Step& step, const std::stop_token& stop) {
  open_budgets(step);
  const Nanoseconds pause = slice(step);
  for (Nanoseconds instant = step.start + pause / 2; instant < step.end;) {
    if (!sleep_until(stop, instant)) return;
    const Nanoseconds line = instant + pause >= step.end ? step.end : std::max(instant, now()) + pause / 2;
    instant = send_until(line, step, stop) ? instant + pause : now() + kShortest;
  }
  sleep_until(stop, step.end);
  if (counter_) counted_.set_spent(static_cast<double>(counter_->read() - first_count_));
}

void NetworkLoad::open_budgets(const Step& step) {
  const auto amount = static_cast<double>(*step.tx);
  const double share = static_cast<double>(kCarried) / static_cast<double>(std::max<Nanoseconds>(step.length(), 1));
  const double carried = std::max(amount * share, static_cast<double>(sender_->largest()));
  claimed_.begin(step, amount, carried);
  counted_.begin(step, amount, carried);
  ahead_ = amount / 10 + static_cast<double>(sender_->largest());
  if (counter_) first_count_ = counter_->read();
}

// False when the socket took less than asked.
bool NetworkLoad::send_until(Nanoseconds line, const Step& step, const std::stop_token& stop) {
  while (now() < step.end && !stop.stop_requested()) {
    const std::int64_t bytes = allowed(line);
    if (bytes < sender_->smallest()) return true;
    const std::int64_t sent = sender_->send(bytes);
    if (sent == 0) return false;
    claimed_.spend(static_cast<double>(sent));
    sent_ += sent;
  }
  return true;
}

// The counter is the truth, but some cards update theirs once a second only: the claim keeps it from running away.
std::int64_t NetworkLoad::allowed(Nanoseconds line) {
  const double claimed = claimed_.owed(line);
  if (!counter_) return static_cast<std::int64_t>(claimed);
  counted_.set_spent(static_cast<double>(counter_->read() - first_count_));
  return static_cast<std::int64_t>(std::min(counted_.owed(line), claimed + ahead_));
}

// The time of one full frame, 1.5 ms where that is shorter, the whole step where it is longer.
Nanoseconds NetworkLoad::slice(const Step& step) const {
  const double frames = static_cast<double>(*step.tx) / static_cast<double>(sender_->largest());
  const auto frame_time = static_cast<Nanoseconds>(static_cast<double>(step.length()) / std::max(frames, 1.0));
  return std::min(std::max(frame_time, kShortest), step.length());
}

}  // namespace vmlab
