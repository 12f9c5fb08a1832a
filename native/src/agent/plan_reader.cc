#include "plan_reader.h"

#include "failure_line.h"

namespace vmlab {

PlanReader::PlanReader(const Ending& ending, Plan& plan, Output& output)
    : ending_(ending), plan_(plan), output_(output), thread_([this](const std::stop_token& stop) { work(stop); }) {}

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
    plan_.put(line == "end" ? std::nullopt : std::optional(parse_step(line)));
  } catch (const Failure& failure) {
    output_.put(failure_line("plan", failure));
  }
}

}  // namespace vmlab
