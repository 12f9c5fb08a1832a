#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stream/wire.h"

namespace vmlab::stream {

/// What is in the pages of the emulated VM.
class PageContents {
 public:
  /// @param kind `zero`, `random` or `compressible`
  /// @param compressibility of `compressible`: the share of each page that is zeros, 0 to 1; the rest is random
  PageContents(const std::string& kind, double compressibility, std::uint64_t seed);

  const std::byte* page(std::uint64_t index) const { return bytes_.data() + (index % pages_) * kPageSize; }

 private:
  std::uint64_t pages_;
  std::vector<std::byte> bytes_;
};

}  // namespace vmlab::stream
