#pragma once

#include <cmath>
#include <functional>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>

/// What the plain C++ tests check with: a test is a sentence and a body; a check that fails ends its test, the others go on.
namespace check {

inline void that(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error(what);
}

template <typename Left, typename Right>
void equal(const Left& got, const Right& expected, const std::string& what = "value") {
  if (got == expected) return;
  std::ostringstream words;
  words << what << ": got " << got << ", expected " << expected;
  throw std::runtime_error(words.str());
}

inline void near(double got, double expected, double tolerance, const std::string& what = "value") {
  if (std::abs(got - expected) <= tolerance) return;
  std::ostringstream words;
  words << what << ": got " << got << ", expected " << expected << " within " << tolerance;
  throw std::runtime_error(words.str());
}

template <typename Error>
void throws(const std::function<void()>& body, const std::string& what) {
  try {
    body();
  } catch (const Error&) {
    return;
  }
  throw std::runtime_error(what + ": nothing was thrown");
}

/// Runs tests and tells of each.
class Suite {
 public:
  Suite& test(const std::string& sentence, const std::function<void()>& body) {
    try {
      body();
      std::cout << "ok " << sentence << std::endl;
    } catch (const std::exception& error) {
      failed_++;
      std::cout << "not ok " << sentence << ": " << error.what() << std::endl;
    }
    return *this;
  }

  /// What main returns.
  int end() const { return failed_ == 0 ? 0 : 1; }

 private:
  int failed_ = 0;
};

}  // namespace check
