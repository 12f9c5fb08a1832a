#include "memory_info.h"

#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vmlab {

namespace {

constexpr std::int64_t kUnit = 1024;  // "kB" is 1024 bytes there
constexpr std::array<std::array<std::string_view, 2>, 5> kFields{{{"MemTotal", "total_bytes"},
                                                                  {"MemFree", "free_bytes"},
                                                                  {"Buffers", "buffers_bytes"},
                                                                  {"Cached", "cached_bytes"},
                                                                  {"MemAvailable", "available_bytes"}}};

// A name stands at the beginning of its line: "Cached" is not "SwapCached".
std::optional<std::int64_t> field(std::string_view text, std::string_view name) {
  const auto at = text.find("\n" + std::string(name) + ":");
  if (at == std::string_view::npos) return {};
  const auto digits = text.find_first_of("0123456789", at);
  std::int64_t value = 0;
  if (digits != std::string_view::npos) std::from_chars(text.data() + digits, text.data() + text.size(), value);
  return value * kUnit;
}

}  // namespace

JsonLine MemoryInfo::line() const {
  std::array<char, 8192> text;
  text[0] = '\n';
  const auto size = pread(file_.number(), text.data() + 1, text.size() - 1, 0);
  if (size <= 0) throw failed("read", "cannot read /proc/meminfo");
  JsonLine line("memory");
  for (const auto& [name, key] : kFields)
    if (const auto bytes = field({text.data(), static_cast<std::size_t>(size) + 1}, name)) line.number(key, *bytes);
  return line;
}

}  // namespace vmlab
