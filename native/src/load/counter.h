#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "descriptor.h"

namespace vmlab {

/// A kernel counter file that stays open (so it can be read from another network namespace): one number, as in
/// cpuacct.usage or rx_bytes, or lines of `key number`, as in cpu.stat or memory.stat.
class Counter {
 public:
  /// The first of the keys that the file has; a file of one number needs none.
  Counter(const std::string& path, std::initializer_list<std::string_view> keys);

  std::int64_t read() const;

  /// The key that was found; empty for a file of one number.
  const std::string& key() const { return key_; }

 private:
  std::string text() const;

  std::string path_;
  Descriptor file_;
  std::string key_;
};

}  // namespace vmlab
