#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "../load/descriptor.h"
#include "../system/clock.h"

namespace vmlab {

/// Standard input from files, for a process in a guest, which no pipe leads to: what is written into a directory, a file after the other, is
/// taken as if it came through a pipe, and removed. A file with nothing in it is the end of input. So is silence, for somebody who
/// is no more cannot say that he is.
class Inbox {
 public:
  /// Files have numbers for names, so that a copy in the making is not one of them. To be made after Ending, before anything reads standard input.
  Inbox(std::string directory, Nanoseconds patience);

  /// Removes the directory, with all that is in it.
  ~Inbox();

 private:
  void work(const std::stop_token& stop);
  bool await_files(const std::stop_token& stop) const;
  bool take_files(const std::stop_token& stop);
  bool take(const std::string& name, const std::stop_token& stop);
  bool forward(std::string_view text, const std::stop_token& stop) const;

  std::string directory_;
  Nanoseconds patience_;
  Descriptor events_;
  Descriptor input_;  // the other end of standard input
  std::jthread thread_;
};

}  // namespace vmlab
