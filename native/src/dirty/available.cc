#include "dirty/available.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>

#include "dirty/group_limit.h"

namespace vmlab::dirty {

namespace {

constexpr std::size_t kKibi = 1024;
constexpr std::size_t kMebi = kKibi * kKibi;
/// Left to the rest of the machine, so that who asks for all there is does not meet the OOM killer; of a small one, as a guest may be, a share.
constexpr std::size_t kMostReserve = 256 * kMebi;
constexpr std::size_t kReserveShare = 8;

std::string mebibytes(std::size_t bytes) { return std::to_string(bytes / kMebi) + " MiB"; }

[[noreturn]] void refuse(const std::string& sentence) { throw std::system_error(ENOMEM, std::generic_category(), sentence); }

std::optional<std::size_t> number_in(const std::string& path) {
  std::size_t number = 0;
  std::ifstream file(path);
  return file >> number ? std::optional(number) : std::nullopt;
}

std::optional<std::size_t> memory_info(const std::string& name) {
  std::ifstream file("/proc/meminfo");
  std::string key;
  for (std::size_t kibibytes = 0; file >> key >> kibibytes; file.ignore(80, '\n'))
    if (key == name) return kibibytes * kKibi;
  return std::nullopt;
}

std::size_t reserve() { return std::min(kMostReserve, memory_info("MemTotal:").value_or(0) / kReserveShare); }

std::string huge_pages_directory(std::size_t page_size) {
  return "/sys/kernel/mm/hugepages/hugepages-" + std::to_string(page_size / kKibi) + "kB/";
}

}  // namespace

void check_available(std::size_t bytes) {
  if (const auto left = left_in_group(); left && bytes > *left)
    refuse("needs " + mebibytes(bytes) + " of memory, of which its cgroup's limit leaves " + mebibytes(*left));
  const auto available = memory_info("MemAvailable:");
  const std::size_t kept = reserve();
  if (!available || bytes + kept <= *available) return;
  const std::size_t usable = *available - std::min(*available, kept);
  refuse("needs " + mebibytes(bytes) + " of memory, of which " + mebibytes(usable) + " are available (and " + mebibytes(kept) +
         " are left to the rest of the machine)");
}

void check_huge_pages(std::size_t bytes, std::size_t page_size) {
  const std::string directory = huge_pages_directory(page_size);
  const auto all = number_in(directory + "nr_hugepages");
  if (!all) refuse("this machine has no huge pages of " + mebibytes(page_size) + " (" + directory + " is not there)");
  const std::size_t reserved = number_in(directory + "resv_hugepages").value_or(0);
  const std::size_t idle = number_in(directory + "free_hugepages").value_or(0);
  const std::size_t free = idle - std::min(idle, reserved);
  const std::size_t needed = bytes / page_size;
  if (needed <= free) return;
  refuse("needs " + std::to_string(needed) + " huge pages of " + mebibytes(page_size) + ", of which " + std::to_string(free) +
         " are free; to get more, as root: echo " + std::to_string(*all + needed - free) + " > " + directory +
         "nr_hugepages (soon after boot, while memory is in one piece)");
}

}  // namespace vmlab::dirty
