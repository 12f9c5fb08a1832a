#pragma once

#include <cstddef>
#include <cstdint>

namespace vmlab::dirty {

/// wyrand by Wang Yi: two multiplications a number, and good from any seed.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t operator()() {
    state_ += 0xA0761D6478BD642F;
    const auto product = static_cast<unsigned __int128>(state_) * (state_ ^ 0xE7037ED1A0B428DB);
    return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
  }

  /// Under `limit`, without a division: the upper half of a product, as by Lemire (its bias is under limit / 2^64).
  std::uint64_t below(std::uint64_t limit) { return static_cast<std::uint64_t>(static_cast<unsigned __int128>((*this)()) * limit >> 64); }
  /// In [0, 1).
  double fraction() { return static_cast<double>((*this)() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

/// Every page as often as any other.
class UniformChoice {
 public:
  UniformChoice(std::size_t pages, std::uint64_t seed) : pages_(pages), random_(seed) {}
  std::size_t operator()() { return random_.below(pages_); }

 private:
  std::size_t pages_;
  Random random_;
};

/// A share of the writes goes to a share of the pages, the first ones; the other writes to the others.
class HotspotChoice {
 public:
  HotspotChoice(std::size_t pages, double hot_pages, double hot_writes, std::uint64_t seed);
  std::size_t operator()() { return random_.fraction() < hot_writes_ ? random_.below(hot_) : hot_ + random_.below(cold_); }

 private:
  std::size_t hot_;
  std::size_t cold_;
  double hot_writes_;
  Random random_;
};

/// The k-th page k^exponent times less often than the first.
class ZipfChoice {
 public:
  ZipfChoice(std::size_t pages, double exponent, std::uint64_t seed);
  std::size_t operator()();

 private:
  double area(double rank) const;
  double rank_at(double area) const;
  double weight(double rank) const;

  double pages_;
  double exponent_;
  double first_area_;
  double last_area_;
  double shortcut_;
  Random random_;
};

}  // namespace vmlab::dirty
