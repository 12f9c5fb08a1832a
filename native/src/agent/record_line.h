#pragma once

#include "../system/record.h"
#include "json_line.h"

namespace vmlab {

/// A record as a line: `type` first, which is `otherwise` where it has none. What is no finite number is null.
JsonLine record_line(const Record& record, const std::string& otherwise);

}  // namespace vmlab
