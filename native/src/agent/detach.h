#pragma once

#include <string>

namespace vmlab {

/// Goes on in a process of its own, which nobody waits for and whose words go to a file: true there, false in the process that was started, which
/// has told the other's pid. To be called before the first thread.
bool detach(const std::string& output);

/// What is printed from now on is appended to a file, so that one that somebody empties begins anew.
void append_output_to(const std::string& path);

}  // namespace vmlab
