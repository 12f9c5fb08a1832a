#include "flags.h"

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "../load/failure.h"

namespace vmlab {

namespace {

Failure wrong(const std::string& sentence) { return {"arguments", EINVAL, sentence}; }

}  // namespace

Flags::Flags(const std::vector<std::string>& words, const Known& known) {
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (*word == "--") {
      rest_.assign(word + 1, words.end());
      return;
    }
    if (known.switches.contains(*word)) {
      given_.emplace_back(*word, "");
      continue;
    }
    if (!known.valued.contains(*word)) throw wrong("unknown argument " + *word);
    if (word + 1 == words.end()) throw wrong(*word + " needs a value");
    given_.emplace_back(*word, *(word + 1));
    ++word;
  }
}

std::vector<std::string> Flags::all(const std::string& name) const {
  std::vector<std::string> values;
  for (const auto& [flag, value] : given_)
    if (flag == name) values.push_back(value);
  return values;
}

std::optional<std::string> Flags::one(const std::string& name) const {
  const auto values = all(name);
  if (values.empty()) return {};
  return values.back();
}

std::optional<std::int64_t> Flags::number(const std::string& name) const {
  const auto text = one(name);
  if (!text) return {};
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size() || number < 0)
    throw wrong(name + " needs a whole number, got " + *text);
  return number;
}

std::string Flags::choice(const std::string& name, const std::vector<std::string>& allowed) const {
  const auto value = one(name).value_or(allowed.front());
  if (std::ranges::find(allowed, value) == allowed.end()) throw wrong(name + " cannot be " + value);
  return value;
}

}  // namespace vmlab
