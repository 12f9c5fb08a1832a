#pragma once

#include <fcntl.h>

#include <string>

#include "../system/descriptor.h"
#include "failure.h"

namespace vmlab {

inline Descriptor open_file(const std::string& path, int flags) {
  Descriptor file(::open(path.c_str(), flags | O_CLOEXEC, 0600));
  if (!file) throw failed("open", "cannot open " + path);
  return file;
}

}  // namespace vmlab
