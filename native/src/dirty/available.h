#pragma once

#include <cstddef>

namespace vmlab::dirty {

/// Throws std::system_error (ENOMEM) that says how much memory is there, where it is less than this: the machine's, less some MiB
/// for all else, or what the limits of this process's cgroup leave.
void check_available(std::size_t bytes);

/// Throws std::system_error (ENOMEM) that says how many huge pages are free, how many are needed, and how to get them.
void check_huge_pages(std::size_t bytes, std::size_t page_size);

}  // namespace vmlab::dirty
