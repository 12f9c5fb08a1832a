#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace vmlab {

/// Anonymous memory in 4 KiB pages (never huge ones: a huge page would take 2 MiB for the first byte), given back when dropped.
class Mapping {
 public:
  explicit Mapping(std::size_t bytes);
  Mapping(Mapping&& other) noexcept : words_(std::exchange(other.words_, {})) {}
  Mapping& operator=(Mapping&& other) noexcept {
    std::swap(words_, other.words_);
    return *this;
  }
  ~Mapping();

  std::span<std::uint64_t> words() const { return words_; }

 private:
  std::span<std::uint64_t> words_;
};

/// Fills with numbers that neither KSM merges nor zram compresses.
void fill_random(std::span<std::uint64_t> words, std::uint64_t seed);

}  // namespace vmlab
