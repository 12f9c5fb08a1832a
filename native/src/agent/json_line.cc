#include "json_line.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace vmlab {

namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char character : text) {
    const auto code = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') result += '\\';
    if (code >= 0x20) {
      result += character;
      continue;
    }
    std::array<char, 8> escape;
    std::snprintf(escape.data(), escape.size(), "\\u%04x", code);
    result += escape.data();
  }
  return result + '"';
}

std::string written(double value) {
  if (!std::isfinite(value)) return "null";
  std::array<char, 32> digits;
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

}  // namespace

JsonLine& JsonLine::text(std::string_view key, std::string_view value) { return raw(key, quoted(value)); }

JsonLine& JsonLine::real(std::string_view key, double value) { return raw(key, written(value)); }

JsonLine& JsonLine::reals(std::string_view key, const std::vector<double>& values) {
  std::string list;
  for (const double value : values) list += (list.empty() ? "" : ",") + written(value);
  return raw(key, '[' + list + ']');
}

JsonLine& JsonLine::raw(std::string_view key, const std::string& value) {
  if (!body_.empty()) body_ += ',';
  body_ += quoted(key) + ':' + value;
  return *this;
}

}  // namespace vmlab
