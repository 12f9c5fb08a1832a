#pragma once

#include "step.h"

namespace vmlab {

/// An amount to be used up on an even line over a step. What is left at its end is carried into the next up to a limit,
/// and dropped beyond: a machine that fell behind must not make up for it in steps that were recorded as quiet.
class Budget {
 public:
  void begin(const Step& step, double amount, double most_carried);

  /// Changes the step's amount while it lasts; what was carried stays.
  void adjust(double amount);

  void spend(double amount) { spent_ += amount; }
  void set_spent(double amount) { spent_ = amount; }

  /// What the line asks for by an instant, less what is spent. Negative when ahead.
  double owed(Nanoseconds instant) const;

  /// Of the whole step.
  double left() const { return amount_ - spent_; }

  /// The instant at which the line reaches an amount.
  Nanoseconds reaches(double amount) const;

  double spent() const { return spent_; }

 private:
  double amount_ = 0;
  double carried_ = 0;  // of the step before, within the amount
  double spent_ = 0;
  Nanoseconds start_ = 0;
  Nanoseconds length_ = 1;
};

}  // namespace vmlab
