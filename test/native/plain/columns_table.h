#pragma once

#include <cmath>
#include <functional>
#include <initializer_list>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "check.h"
#include "columns/make_loop.h"

/// Columns of the tests' own, which loops run over.
namespace table {

using Column = std::vector<double>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// None, one, fewer and more than a processor does at once, and rests of that.
constexpr std::size_t kCounts[] = {0, 1, 2, 3, 5, 7, 13, 31, 33};

/// Named columns; a copy is a copy of them all.
struct Table : std::map<std::string, Column> {
  using map::map;

  double run(const std::string& loop, const vmlab::Numbers& numbers = {}) {
    std::map<std::string, vmlab::Columns::Column> spans;
    for (auto& [name, column] : *this) spans.emplace(name, column);
    return vmlab::make_loop(loop, vmlab::Columns(spans))(numbers);
  }
};

class Draw {
 public:
  double from(double least, double most) { return std::uniform_real_distribution(least, most)(random_); }

  Column column(std::size_t count, double least = 0, double most = 4) {
    Column drawn(count);
    for (double& value : drawn) value = from(least, most);
    return drawn;
  }

  /// As `column`, a quarter of it not recorded.
  Column gappy(std::size_t count) {
    Column drawn = column(count);
    for (double& value : drawn)
      if (from(0, 1) < 0.25) value = kNaN;
    return drawn;
  }

 private:
  std::mt19937_64 random_{20140401};
};

/// As `check::near`, by the size of what is expected; `NaN` is near `NaN`.
inline void near(double got, double expected, const std::string& what) {
  if (std::isnan(expected)) return check::that(std::isnan(got), what + ": got " + std::to_string(got) + ", expected NaN");
  check::near(got, expected, 1e-9 * (1 + std::abs(expected)), what);
}

inline void near(const Column& got, const Column& expected, const std::string& what) {
  check::equal(got.size(), expected.size(), "length of " + what);
  for (std::size_t vm = 0; vm < got.size(); vm++) near(got[vm], expected[vm], what + " of VM " + std::to_string(vm));
}

/// Several times for each number of VMs.
inline void for_counts(const std::function<void(std::size_t count, Draw& draw)>& body) {
  Draw draw;
  for (const std::size_t count : kCounts)
    for (int turn = 0; turn < 20; turn++) body(count, draw);
}

}  // namespace table
