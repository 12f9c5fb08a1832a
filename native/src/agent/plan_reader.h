#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "../load/cpu_adjustments.h"
#include "../load/mailbox.h"
#include "ending.h"
#include "output.h"
#include "plan_line.h"

namespace vmlab {

/// The steps in the order of their lines; nothing stands for the plan's end.
using Plan = Mailbox<std::optional<Step>>;

/// All that a plan's lines tell.
struct Orders {
  Plan steps;
  CpuAdjustments cpu;
};

/// Reads the plan from standard input in a thread of its own, and asks all to stop when that ends.
class PlanReader {
 public:
  PlanReader(const Ending& ending, Orders& orders, Output& output);

  /// Requested at the end of standard input and by SIGTERM.
  std::stop_token stop() const { return everything_.get_token(); }

 private:
  void work(const std::stop_token& stop);
  void take_lines(std::string& text);
  void take(const std::string& line);
  void obey(const std::string& line);

  const Ending& ending_;
  Orders& orders_;
  Output& output_;
  std::stop_source everything_;
  std::jthread thread_;
};

}  // namespace vmlab
