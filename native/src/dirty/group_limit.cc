#include "dirty/group_limit.h"

#include <algorithm>
#include <fstream>
#include <string>

namespace vmlab::dirty {

namespace {

const std::string kMount = "/sys/fs/cgroup";

std::optional<std::size_t> number_in(const std::string& path) {
  std::size_t number = 0;
  std::ifstream file(path);
  return file >> number ? std::optional(number) : std::nullopt;  // "max" is none
}

/// The group's path in a hierarchy, of a line `ID:CONTROLLERS:PATH` of /proc/self/cgroup; v2 names no controllers.
std::optional<std::string> path_of_group(const std::string& controllers) {
  std::ifstream file("/proc/self/cgroup");
  const std::string mark = ":" + controllers + ":";
  for (std::string line; std::getline(file, line);)
    if (const auto at = line.find(mark); at != std::string::npos) return line.substr(at + mark.size());
  return std::nullopt;
}

struct Files {
  const char* limit;
  const char* used;
};

std::optional<std::size_t> left_in(const std::string& directory, const Files& files) {
  const auto limit = number_in(directory + "/" + files.limit);
  const auto used = number_in(directory + "/" + files.used);
  if (!limit || !used) return std::nullopt;
  return *limit - std::min(*limit, *used);
}

std::optional<std::size_t> less(std::optional<std::size_t> one, std::optional<std::size_t> other) {
  return one && other ? std::min(one, other) : one ? one : other;
}

/// The least of the group and all above it.
std::optional<std::size_t> left_up_from(const std::string& root, std::string path, const Files& files) {
  std::optional<std::size_t> left = left_in(root, files);
  for (; path.size() > 1; path.resize(path.rfind('/'))) left = less(left, left_in(root + path, files));
  return left;
}

}  // namespace

std::optional<std::size_t> left_in_group() {
  std::optional<std::size_t> left;
  if (const auto path = path_of_group("memory"))
    left = left_up_from(kMount + "/memory", *path, {"memory.limit_in_bytes", "memory.usage_in_bytes"});
  if (const auto path = path_of_group("")) left = less(left, left_up_from(kMount, *path, {"memory.max", "memory.current"}));
  return left;
}

}  // namespace vmlab::dirty
