#pragma once

#include <string_view>

#include "../system/record.h"

namespace vmlab {

/// One flat JSON object: numbers, strings, true and false (1 and 0), arrays of numbers; what is null is left out. Throws Failure for all else.
Record read_json(std::string_view text);

}  // namespace vmlab
