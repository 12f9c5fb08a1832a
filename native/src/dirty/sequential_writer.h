#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>

#include "dirty/page_writer.h"

namespace vmlab::dirty {

/// A page that does not hold what was written to it last.
struct Corruption : std::runtime_error {
  Corruption(std::size_t page, std::uint8_t expected, std::uint8_t found);

  std::size_t page;
  std::uint8_t expected;
  std::uint8_t found;
};

/// A share of the memory from its first page to its last, again and again. Each round writes another value, and checks first that what the
/// round before wrote is still there. Throws Corruption.
class SequentialWriter : public PageWriter {
 public:
  /// `first` and `end` are pages of `memory`.
  SequentialWriter(std::span<std::uint8_t> memory, std::size_t first, std::size_t end);

  void write(std::size_t pages) override;
  void write_timed(std::size_t pages, LatencyProbe probe) override;

 private:
  template <typename Run>
  void in_runs(std::size_t pages, Run run);
  void write_run(std::uint8_t* page, std::size_t pages) const;
  void write_run_timed(std::uint8_t* page, std::size_t pages, LatencyProbe probe) const;
  void replace(std::uint8_t* page) const;
  [[noreturn]] void report(const std::uint8_t* page, std::uint8_t found) const;

  std::uint8_t* memory_;
  std::size_t first_;
  std::size_t end_;
  std::size_t next_;
  std::uint8_t expected_;
  std::uint8_t value_;
};

}  // namespace vmlab::dirty
