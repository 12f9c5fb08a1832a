#pragma once

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace vmlab {

/// Named values: what a task is told, and what it tells. JavaScript sees an object, the agent's reader a line of JSON. Numbers are doubles:
/// exact up to 2^53, so nanoseconds of CLOCK_MONOTONIC for 104 days, bytes up to 8 PiB.
class Record {
 public:
  using Value = std::variant<double, std::string, std::vector<double>>;

  Record& set(std::string name, Value value) {
    fields_.emplace_back(std::move(name), std::move(value));
    return *this;
  }

  /// A number of any type. (Of its own, too, because GCC 12 thinks that a Value made from a number is read as a vector, and warns.)
  template <typename Number>
    requires std::is_arithmetic_v<Number>
  Record& set(std::string name, Number number) {
    fields_.emplace_back(std::move(name), static_cast<double>(number));
    return *this;
  }

  bool has(const std::string& name) const { return find(name) != nullptr; }
  /// Each throws std::invalid_argument for what is not there, or of another type.
  double number(const std::string& name) const { return get<double>(name); }
  const std::string& text(const std::string& name) const { return get<std::string>(name); }
  const std::vector<double>& numbers(const std::string& name) const { return get<std::vector<double>>(name); }

  double number(const std::string& name, double otherwise) const { return has(name) ? number(name) : otherwise; }
  std::string text(const std::string& name, const std::string& otherwise) const { return has(name) ? text(name) : otherwise; }

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  const Value* find(const std::string& name) const {
    for (const auto& [known, value] : fields_)
      if (known == name) return &value;
    return nullptr;
  }

  template <typename Type>
  const Type& get(const std::string& name) const {
    const Value* value = find(name);
    if (value == nullptr || !std::holds_alternative<Type>(*value)) throw std::invalid_argument("bad or missing: " + name);
    return std::get<Type>(*value);
  }

  std::vector<std::pair<std::string, Value>> fields_;
};

}  // namespace vmlab
