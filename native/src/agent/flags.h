#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace vmlab {

/// `--name value` pairs and `--name` switches, then perhaps `--` and the rest.
class Flags {
 public:
  struct Known {
    std::set<std::string> valued;
    std::set<std::string> switches;
  };

  /// Throws Failure for a flag that is not known or lacks its value.
  Flags(const std::vector<std::string>& words, const Known& known);

  std::vector<std::string> all(const std::string& name) const;
  std::optional<std::string> one(const std::string& name) const;
  std::optional<std::int64_t> number(const std::string& name) const;
  std::string choice(const std::string& name, const std::vector<std::string>& allowed) const;  // the first is the default
  bool has(const std::string& name) const { return one(name).has_value(); }

  /// What stands after `--`.
  const std::vector<std::string>& rest() const { return rest_; }

 private:
  std::vector<std::pair<std::string, std::string>> given_;
  std::vector<std::string> rest_;
};

}  // namespace vmlab
