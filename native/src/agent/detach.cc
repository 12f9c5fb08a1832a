#include "detach.h"

#include <unistd.h>

#include <iostream>

#include "../load/descriptor.h"
#include "json_line.h"

namespace vmlab {

namespace {

Descriptor appended(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (!file) throw failed("open", "cannot write " + path);
  return file;
}

void replace(int number, const Descriptor& file) {
  if (dup2(file.number(), number) < 0) throw failed("dup2", "cannot replace the output");
}

}  // namespace

bool detach(const std::string& output) {
  const Descriptor file = appended(output);  // there before its reader is told
  const pid_t pid = fork();
  if (pid < 0) throw failed("fork", "cannot detach");
  if (pid > 0) {
    std::cout << JsonLine("detached").number("pid", pid).line() << std::flush;
    return false;
  }
  setsid();
  // Both: whoever started it waits until nobody holds its output any more.
  for (const int number : {STDOUT_FILENO, STDERR_FILENO}) replace(number, file);
  return true;
}

void append_output_to(const std::string& path) { replace(STDOUT_FILENO, appended(path)); }

}  // namespace vmlab
