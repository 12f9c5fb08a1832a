#pragma once

#include <string_view>

#include "../load/failure.h"
#include "json_line.h"

namespace vmlab {

inline JsonLine failure_line(std::string_view load, const Failure& failure) {
  JsonLine line("error");
  line.text("load", load).text("operation", failure.operation).text("errno", error_name(failure.error));
  return line.text("message", failure.what());
}

}  // namespace vmlab
