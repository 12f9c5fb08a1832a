#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>

namespace vmlab {

/// What the operating system refused: the operation, its errno (0 if none) and one sentence for the user.
struct Failure : std::runtime_error {
  Failure(std::string operation_, int error_, const std::string& sentence)
      : std::runtime_error(sentence), operation(std::move(operation_)), error(error_) {}

  std::string operation;
  int error;
};

/// From errno: "SENTENCE: No space left on device".
Failure failed(const std::string& operation, const std::string& sentence);

/// "ENOSPC"; empty for 0.
std::string error_name(int error);

}  // namespace vmlab
