#include "dirty/pace.h"

#include <algorithm>

namespace vmlab::dirty {

double Pace::until(Nanoseconds moment) const { return demand_.until(moment) - given_up_ - owed(moment); }

void Pace::missed(Nanoseconds moment, std::uint64_t written) {
  debt_ = std::max(0.0, demand_.until(moment) - given_up_ - static_cast<double>(written));
  repaid_by_ = moment + kRepaid;
}

double Pace::give_up(Nanoseconds moment, std::uint64_t written) {
  const double bearable = until(moment) - until(std::max<Nanoseconds>(0, moment - kRepaid));
  const double hopeless = std::max(0.0, until(moment) - static_cast<double>(written) - bearable);
  given_up_ += hopeless;
  return hopeless;
}

double Pace::owed(Nanoseconds moment) const {
  if (moment >= repaid_by_) return 0;
  return debt_ * std::min(1.0, static_cast<double>(repaid_by_ - moment) / kRepaid);
}

}  // namespace vmlab::dirty
