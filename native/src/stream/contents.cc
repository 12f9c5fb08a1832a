#include "stream/contents.h"

#include <cmath>
#include <cstring>
#include <random>
#include <stdexcept>

namespace vmlab::stream {

namespace {

/// Random pages come again after 2 MiB: farther apart than the windows of deflate (32 KiB), LZ4 (64 KiB) and zstd at its quick levels
/// (512 KiB) reach, and still in the cache.
constexpr std::uint64_t kDifferentPages = 512;

std::size_t random_bytes_of(const std::string& kind, double compressibility) {
  if (kind == "zero") return 0;
  if (kind == "random") return kPageSize;
  if (kind != "compressible") throw std::invalid_argument("expected contents 'zero', 'random' or 'compressible', got '" + kind + "'");
  if (!(compressibility >= 0 && compressibility <= 1)) throw std::invalid_argument("expected a compressibility from 0 to 1");
  return static_cast<std::size_t>(std::lround((1 - compressibility) * kPageSize));
}

void fill(std::byte* page, std::size_t size, std::mt19937_64& random) {
  for (std::size_t at = 0; at < size; at += sizeof(std::uint64_t)) {
    const std::uint64_t word = random();
    std::memcpy(page + at, &word, std::min(sizeof word, size - at));
  }
}

}  // namespace

PageContents::PageContents(const std::string& kind, double compressibility, std::uint64_t seed) {
  const std::size_t random_bytes = random_bytes_of(kind, compressibility);
  pages_ = random_bytes == 0 ? 1 : kDifferentPages;
  bytes_.resize(pages_ * kPageSize);
  std::mt19937_64 random(seed);
  for (std::uint64_t index = 0; index < pages_; index++) fill(bytes_.data() + index * kPageSize, random_bytes, random);
}

}  // namespace vmlab::stream
