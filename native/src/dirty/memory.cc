#include "dirty/memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <string>
#include <system_error>

#include "dirty/available.h"

namespace vmlab::dirty {

namespace {

constexpr int kHugeShift = 26;  // MAP_HUGE_SHIFT of <linux/mman.h>: the size's logarithm stands from this bit on

constexpr std::size_t kPiece = 16 << 20;

int flags_of(std::size_t page_size) {
  const int flags = MAP_PRIVATE | MAP_ANONYMOUS;
  return page_size == kSmallPage ? flags : flags | MAP_HUGETLB | std::countr_zero(page_size) << kHugeShift;
}

}  // namespace

Memory::Memory(std::size_t size, std::size_t page_size) : page_size_(page_size) {
  page_size == kSmallPage ? check_available(size) : check_huge_pages(size, page_size);
  void* const address = mmap(nullptr, size, PROT_READ | PROT_WRITE, flags_of(page_size), -1, 0);
  if (address == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "cannot map " + std::to_string(size) + " bytes of memory");
  if (page_size == kSmallPage) madvise(address, size, MADV_NOHUGEPAGE);  // fails only where the kernel has none
  bytes_ = {static_cast<std::uint8_t*>(address), size};
}

// Piece by piece: while one is given back, threads that map memory themselves wait, as a garbage collector's.
Memory::~Memory() {
  const std::size_t piece = std::max(kPiece, page_size_);
  for (auto left = bytes_; !left.empty(); left = left.subspan(std::min(piece, left.size()))) munmap(left.data(), std::min(piece, left.size()));
}

}  // namespace vmlab::dirty
