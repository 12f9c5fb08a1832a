#include "json_reader.h"

#include <cerrno>
#include <charconv>
#include <optional>

#include "../load/failure.h"

namespace vmlab {

namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Record object() {
    Record record;
    expect('{');
    if (!take('}')) {
      do field(record);
      while (take(','));
      expect('}');
    }
    if (next() != '\0') throw wrong("nothing after the object");
    return record;
  }

 private:
  void field(Record& record) {
    const std::string name = string();
    expect(':');
    if (auto found = value()) record.set(name, std::move(*found));
  }

  std::optional<Record::Value> value() {
    if (word("null")) return {};
    if (word("true")) return 1.0;
    if (word("false")) return 0.0;
    if (next() == '"') return string();
    if (next() == '[') return numbers();
    return number();
  }

  std::vector<double> numbers() {
    std::vector<double> found;
    expect('[');
    if (take(']')) return found;
    do found.push_back(number());
    while (take(','));
    expect(']');
    return found;
  }

  double number() {
    next();
    double value = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    if (error != std::errc{}) throw wrong("a value");
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return value;
  }

  std::string string() {
    expect('"');
    std::string found;
    while (!text_.empty() && text_.front() != '"') found += character();
    expect('"');
    return found;
  }

  // Names and addresses need no other escapes.
  char character() {
    const bool escaped = text_.front() == '\\';
    if (escaped) text_.remove_prefix(1);
    if (text_.empty() || (escaped && text_.front() != '"' && text_.front() != '\\' && text_.front() != '/'))
      throw wrong("a string without escapes but \\\" \\\\ and \\/");
    const char found = text_.front();
    text_.remove_prefix(1);
    return found;
  }

  bool word(std::string_view expected) {
    next();
    if (!text_.starts_with(expected)) return false;
    text_.remove_prefix(expected.size());
    return true;
  }

  bool take(char expected) {
    if (next() != expected) return false;
    text_.remove_prefix(1);
    return true;
  }

  void expect(char expected) {
    if (!take(expected)) throw wrong(std::string("'") + expected + "'");
  }

  // Past white space; NUL at the end.
  char next() {
    const auto start = text_.find_first_not_of(" \t\r\n");
    text_.remove_prefix(start == std::string_view::npos ? text_.size() : start);
    return text_.empty() ? '\0' : text_.front();
  }

  Failure wrong(const std::string& expected) const {
    const std::string found = text_.empty() ? "the end" : "'" + std::string(text_.substr(0, 20)) + "'";
    return {"arguments", EINVAL, "the settings: expected " + expected + ", got " + found};
  }

  std::string_view text_;
};

}  // namespace

Record read_json(std::string_view text) { return Reader(text).object(); }

}  // namespace vmlab
