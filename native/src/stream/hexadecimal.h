#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace vmlab::stream {

/// `0x123`
inline std::string hexadecimal(std::uint64_t number) {
  char text[19];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(number));
  return text;
}

}  // namespace vmlab::stream
