#pragma once

#include <cstddef>
#include <optional>

namespace vmlab::dirty {

/// How many bytes this process's cgroup may still take (v1, v2 or both mounted at /sys/fs/cgroup), its ancestors' limits included; nothing
/// where none limits it. Source: Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst.
std::optional<std::size_t> left_in_group();

}  // namespace vmlab::dirty
