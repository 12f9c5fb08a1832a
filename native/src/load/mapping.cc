#include "mapping.h"

#include <sys/mman.h>

#include "failure.h"

namespace vmlab {

Mapping::Mapping(std::size_t bytes) {
  void* address = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (address == MAP_FAILED) throw failed("mmap", "cannot map " + std::to_string(bytes) + " bytes of memory");
  madvise(address, bytes, MADV_NOHUGEPAGE);  // fails only where the kernel has no huge pages
  words_ = {static_cast<std::uint64_t*>(address), bytes / sizeof(std::uint64_t)};
}

Mapping::~Mapping() {
  if (!words_.empty()) munmap(words_.data(), words_.size_bytes());
}

// xorshift64 by Marsaglia: about one instruction a byte, so that page faults, not arithmetic, bound the growth.
void fill_random(std::span<std::uint64_t> words, std::uint64_t seed) {
  std::uint64_t state = seed * 0x9E3779B97F4A7C15 | 1;
  for (auto& word : words) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    word = state;
  }
}

}  // namespace vmlab
