#pragma once

#include <stop_token>

#include "load_set.h"
#include "plan_reader.h"

namespace vmlab {

/// Begins each step at its start, and tells at its end what the loads claim. Returns at the plan's end or the stop.
void run_plan(Plan& plan, LoadSet& loads, Output& output, const std::stop_token& stop);

}  // namespace vmlab
