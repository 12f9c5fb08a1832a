#include "columns/make_loop.h"

#include <map>
#include <stdexcept>

#include "columns/credit.h"
#include "columns/demand.h"
#include "columns/outcome.h"
#include "columns/rescoin.h"
#include "columns/wave.h"

namespace vmlab {

Loop make_loop(const std::string& name, const Columns& columns) {
  static const std::map<std::string, Loop (*)(const Columns&)> loops = {
      {"turn", turn_loop},       {"spread", spread_loop},         {"want", want_loop},     {"leaveOut", leave_out_loop},
      {"use", use_loop},         {"carryOver", carry_over_loop},  {"addUp", add_up_loop},  {"ewma", ewma_loop},
      {"earn", earn_loop},       {"creditWeights", weights_loop}, {"rescoin", rescoin_loop},
  };
  const auto found = loops.find(name);
  if (found == loops.end()) throw std::invalid_argument("expected the name of a loop, received " + name);
  return found->second(columns);
}

}  // namespace vmlab
