#include "plan_line.h"

#include <cerrno>
#include <charconv>
#include <cmath>
#include <sstream>
#include <string_view>

#include "../load/failure.h"

namespace vmlab {

namespace {

Failure wrong(const std::string& sentence) { return {"read", EINVAL, sentence}; }

template <class Number>
Number parse(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !(number >= 0))
    throw wrong("expected a number that is not negative, got '" + std::string(text) + "'");
  return number;
}

double parse_cores(std::string_view text) {
  const double cores = parse<double>(text);
  if (!std::isfinite(cores)) throw wrong("expected a finite number of cores, got '" + std::string(text) + "'");
  return cores;
}

void set(Step& step, std::string_view key, std::string_view value) {
  if (key == "cpu") step.cpu = parse_cores(value);
  else if (key == "memory") step.memory = parse<std::int64_t>(value);
  else if (key == "read") step.read = parse<std::int64_t>(value);
  else if (key == "write") step.write = parse<std::int64_t>(value);
  else if (key == "tx") step.tx = parse<std::int64_t>(value);
  else throw wrong("expected cpu, memory, read, write or tx, got '" + std::string(key) + "'");
}

}  // namespace

Step parse_step(const std::string& line) {
  std::istringstream words(line);
  std::string verb, index, start, end;
  words >> verb >> index >> start >> end;
  if (verb != "step") throw wrong("expected 'step' or 'end', got '" + verb + "'");
  Step step;
  step.index = parse<std::int64_t>(index);
  step.start = parse<Nanoseconds>(start);
  step.end = parse<Nanoseconds>(end);
  if (step.end <= step.start) throw wrong("expected an end after the start, got '" + start + ' ' + end + "'");
  for (std::string word; words >> word;) {
    const auto equals = word.find('=');
    if (equals == std::string::npos) throw wrong("expected key=value, got '" + word + "'");
    set(step, std::string_view(word).substr(0, equals), std::string_view(word).substr(equals + 1));
  }
  return step;
}

Adjustment parse_adjustment(const std::string& line) {
  constexpr std::string_view kKey = "cpu=";
  std::istringstream words(line);
  std::string verb, index, cores;
  words >> verb >> index >> cores;
  if (!cores.starts_with(kKey)) throw wrong("expected adjust INDEX cpu=CORES, got '" + line + "'");
  return {parse<std::int64_t>(index), parse_cores(std::string_view(cores).substr(kKey.size()))};
}

}  // namespace vmlab
