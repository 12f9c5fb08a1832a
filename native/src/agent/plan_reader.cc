#include "plan_reader.h"

#include "failure_line.h"

namespace vmlab {

PlanReader::PlanReader(const Ending& ending, Orders& orders, Output& output)
    : ending_(ending), orders_(orders), output_(output), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void PlanReader::work(const std::stop_token& stop) {
  std::string text;
  for (std::string more; !(more = ending_.read_more(stop)).empty();) {
    text += more;
    take_lines(text);
  }
  everything_.request_stop();
}

void PlanReader::take_lines(std::string& text) {
  std::size_t start = 0;
  for (std::size_t end; (end = text.find('\n', start)) != std::string::npos; start = end + 1) take(text.substr(start, end - start));
  text.erase(0, start);
}

// A line that cannot be read is told and left out: the steps after it still come at their time.
void PlanReader::take(const std::string& line) {
  if (line.empty()) return;
  try {
    obey(line);
  } catch (const Failure& failure) {
    output_.put(failure_line("plan", failure));
  }
}

void PlanReader::obey(const std::string& line) {
  if (line == "end") return orders_.steps.put(std::nullopt);
  if (line == "clock") return output_.put(JsonLine("clock").number("at_ns", now()));
  if (!line.starts_with("adjust ")) return orders_.steps.put(parse_step(line));
  const auto [step, cores] = parse_adjustment(line);
  orders_.cpu.put(step, cores);
}

}  // namespace vmlab
