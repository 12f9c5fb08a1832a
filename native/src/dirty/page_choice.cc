#include "dirty/page_choice.h"

#include <algorithm>
#include <cmath>

namespace vmlab::dirty {

namespace {

constexpr double kTiny = 1e-8;

// (e^x - 1) / x and log(1 + x) / x, also near 0, where an exponent of 1 leads.
double exponential_slope(double x) { return std::abs(x) > kTiny ? std::expm1(x) / x : 1 + x / 2; }
double logarithm_slope(double x) { return std::abs(x) > kTiny ? std::log1p(x) / x : 1 - x / 2; }

std::size_t hot_count(std::size_t pages, double share) {
  const auto count = static_cast<std::size_t>(std::llround(static_cast<double>(pages) * share));
  return std::clamp<std::size_t>(count, 1, pages > 1 ? pages - 1 : 1);
}

}  // namespace

HotspotChoice::HotspotChoice(std::size_t pages, double hot_pages, double hot_writes, std::uint64_t seed)
    : hot_(hot_count(pages, hot_pages)), cold_(pages - hot_), hot_writes_(cold_ == 0 ? 1 : hot_writes), random_(seed) {}

// Rejection-inversion (Hormann and Derflinger, 1996): a continuous curve over the weights is inverted, and what lies between curve and
// weights is drawn again. No table, so memory of any size starts at once; some 50 ns a page.
ZipfChoice::ZipfChoice(std::size_t pages, double exponent, std::uint64_t seed)
    : pages_(static_cast<double>(pages)), exponent_(exponent), random_(seed) {
  first_area_ = area(1.5) - 1;
  last_area_ = area(pages_ + 0.5);
  shortcut_ = 2 - rank_at(area(2.5) - weight(2));
}

std::size_t ZipfChoice::operator()() {
  for (;;) {
    const double drawn = last_area_ + random_.fraction() * (first_area_ - last_area_);
    const double exact = rank_at(drawn);
    const double rank = std::clamp(std::round(exact), 1.0, pages_);
    if (rank - exact <= shortcut_ || drawn >= area(rank + 0.5) - weight(rank)) return static_cast<std::size_t>(rank) - 1;
  }
}

// The integral of x^-exponent from 1.
double ZipfChoice::area(double rank) const {
  const double logarithm = std::log(rank);
  return exponential_slope((1 - exponent_) * logarithm) * logarithm;
}

double ZipfChoice::rank_at(double area) const {
  const double scaled = std::max(area * (1 - exponent_), -1.0);
  return std::exp(logarithm_slope(scaled) * area);
}

double ZipfChoice::weight(double rank) const { return std::exp(-exponent_ * std::log(rank)); }

}  // namespace vmlab::dirty
