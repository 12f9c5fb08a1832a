#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace vmlab::dirty {

constexpr std::size_t kSmallPage = 4096;

/// Memory to be dirtied, mapped but not touched yet; given back when dropped, which takes some 0.1 s a GiB, but holds up no other thread. In
/// 4 KiB pages it is never made of transparent huge pages; in larger ones it is made of the machine's reserve of huge pages.
class Memory {
 public:
  /// Throws std::system_error with a sentence, before anything is touched, where there is not so much, or no such pages.
  Memory(std::size_t size, std::size_t page_size);
  ~Memory();
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  std::span<std::uint8_t> bytes() const { return bytes_; }

 private:
  std::span<std::uint8_t> bytes_;
  std::size_t page_size_;
};

}  // namespace vmlab::dirty
