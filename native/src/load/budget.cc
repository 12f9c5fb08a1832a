#include "budget.h"

#include <algorithm>

namespace vmlab {

void Budget::begin(const Step& step, double amount, double most_carried) {
  carried_ = std::clamp(left(), -most_carried, most_carried);
  amount_ = amount + carried_;
  spent_ = 0;
  start_ = step.start;
  length_ = std::max<Nanoseconds>(step.length(), 1);
}

void Budget::adjust(double amount) { amount_ = amount + carried_; }

double Budget::owed(Nanoseconds instant) const {
  const double fraction = static_cast<double>(instant - start_) / static_cast<double>(length_);
  return amount_ * std::clamp(fraction, 0.0, 1.0) - spent_;
}

Nanoseconds Budget::reaches(double amount) const {
  if (amount >= amount_) return start_ + length_;
  return start_ + static_cast<Nanoseconds>(std::max(amount, 0.0) / amount_ * static_cast<double>(length_));
}

}  // namespace vmlab
