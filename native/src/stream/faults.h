#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace vmlab::stream {

/// Which pages a destination touches that it does not have: recorded ones, over and over, or random ones.
class Faults {
 public:
  Faults(std::vector<double> recorded, std::uint64_t pages, std::uint64_t seed)
      : recorded_(std::move(recorded)), any_(0, pages - 1), random_(seed) {}

  std::uint64_t next() {
    if (recorded_.empty()) return any_(random_);
    if (at_ == recorded_.size()) at_ = 0;
    return static_cast<std::uint64_t>(recorded_[at_++]);
  }

 private:
  std::vector<double> recorded_;
  std::size_t at_ = 0;
  std::uniform_int_distribution<std::uint64_t> any_;
  std::mt19937_64 random_;
};

}  // namespace vmlab::stream
