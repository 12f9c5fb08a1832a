#include "record_line.h"

namespace vmlab {

namespace {

void add(JsonLine& line, const std::string& name, const Record::Value& value) {
  if (const auto* number = std::get_if<double>(&value)) line.real(name, *number);
  else if (const auto* text = std::get_if<std::string>(&value)) line.text(name, *text);
  else line.reals(name, std::get<std::vector<double>>(value));
}

}  // namespace

JsonLine record_line(const Record& record, const std::string& otherwise) {
  JsonLine line(record.text("type", otherwise));
  for (const auto& [name, value] : record)
    if (name != "type") add(line, name, value);
  return line;
}

}  // namespace vmlab
