#pragma once

#include <algorithm>
#include <cstddef>

#include "stream/outbox.h"
#include "system/clock.h"

namespace vmlab::stream {

/// Holds a stream to a rate, evenly: a little is due at absolute instants, so that neither rounding nor late wake-ups add up.
class Pace {
 public:
  /// @param rate bytes/s; 0: as fast as it goes
  explicit Pace(double rate) : rate_(rate), turn_(pages_of_turn(rate)) {}

  void start(Nanoseconds instant) { line_start_ = instant; }

  /// How many pages may go at an instant; 0: none before `due`.
  std::size_t pages_at(Nanoseconds instant) const { return instant >= due() ? turn_ : 0; }
  Nanoseconds due() const { return rate_ == 0 ? 0 : line_start_ + static_cast<Nanoseconds>(spent_ / rate_ * kSecond); }

  void spend(std::size_t bytes, Nanoseconds instant) {
    spent_ += static_cast<double>(bytes);
    if (rate_ == 0 || instant - due() < kMostCaughtUp) return;
    line_start_ = instant - kMostCaughtUp;
    spent_ = 0;
  }

 private:
  static constexpr Nanoseconds kTurn = 500 * kMicrosecond;
  /// What a slow peer held up for longer than this is not made up for in a burst.
  static constexpr Nanoseconds kMostCaughtUp = 50 * kMillisecond;

  static std::size_t pages_of_turn(double rate) {
    if (rate == 0) return Outbox::kMostPages;
    const double pages = rate * (static_cast<double>(kTurn) / kSecond) / kPageMessageSize;
    return static_cast<std::size_t>(std::clamp(pages, 1.0, static_cast<double>(Outbox::kMostPages)));
  }

  double rate_;
  std::size_t turn_;
  Nanoseconds line_start_ = 0;
  double spent_ = 0;  // bytes since line_start_
};

}  // namespace vmlab::stream
