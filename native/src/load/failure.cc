#include "failure.h"

#include <cstring>

namespace vmlab {

Failure failed(const std::string& operation, const std::string& sentence) {
  const int error = errno;
  return {operation, error, sentence + ": " + std::strerror(error)};
}

std::string error_name(int error) {
  if (error == 0) return "";
#ifdef __GLIBC__
  if (const char* name = strerrorname_np(error)) return name;
#endif
  return std::to_string(error);
}

}  // namespace vmlab
