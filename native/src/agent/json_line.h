#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace vmlab {

/// One flat JSON object on a line.
class JsonLine {
 public:
  explicit JsonLine(std::string_view type) { text("type", type); }

  JsonLine& text(std::string_view key, std::string_view value);

  template <std::integral Number>
  JsonLine& number(std::string_view key, Number value) {
    return raw(key, std::to_string(value));
  }

  /// In as few digits as tell it from any other; null where it is no finite number.
  JsonLine& real(std::string_view key, double value);
  JsonLine& reals(std::string_view key, const std::vector<double>& values);

  std::string line() const { return "{" + body_ + "}\n"; }

 private:
  JsonLine& raw(std::string_view key, const std::string& value);

  std::string body_;
};

}  // namespace vmlab
