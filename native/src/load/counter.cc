#include "counter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace vmlab {

namespace {

std::optional<std::int64_t> parse(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return {};
  return number;
}

bool is_key(std::string_view line, std::string_view key) {
  return line.size() > key.size() && line.starts_with(key) && (line[key.size()] == ' ' || line[key.size()] == '\t');
}

std::optional<std::int64_t> find(std::string_view text, std::string_view key) {
  while (!text.empty() && !is_key(text, key)) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  if (text.empty()) return {};
  return parse(text.substr(key.size()));
}

}  // namespace

Counter::Counter(const std::string& path, std::initializer_list<std::string_view> keys)
    : path_(path), file_(open_file(path, O_RDONLY)) {
  const std::string found = text();
  if (parse(found)) return;
  for (const auto key : keys) {
    if (!find(found, key)) continue;
    key_ = key;
    return;
  }
  throw Failure("read", 0, path + " holds no counter that is known here");
}

std::int64_t Counter::read() const {
  const std::string found = text();
  const auto number = key_.empty() ? parse(found) : find(found, key_);
  if (!number) throw Failure("read", 0, path_ + " no longer holds its counter");
  return *number;
}

std::string Counter::text() const {
  std::array<char, 16384> buffer;
  const auto size = ::pread(file_.number(), buffer.data(), buffer.size(), 0);
  if (size < 0) throw failed("read", "cannot read " + path_);
  return {buffer.data(), static_cast<std::size_t>(size)};
}

}  // namespace vmlab
