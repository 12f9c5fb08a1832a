#pragma once

#include "../load/descriptor.h"
#include "flags.h"

namespace vmlab {

/// The flags that every verb knows, for where the process lives: --parent, --join, --netns.
inline const std::set<std::string> kPlaceFlags = {"--parent", "--join", "--netns"};

/// Asks the kernel to end this process with its parent. Throws when the parent is gone already.
void die_with_parent(const Flags& flags);

/// Enters the control groups: this process only, so it comes before any thread.
void join_groups(const Flags& flags);

/// Enters the groups of --control-join: this thread only, which cgroup v1 allows.
void join_thread_groups(const Flags& flags);

/// Enters the network namespace. Files of the old one that are open stay so.
void enter_network(const Flags& flags);

}  // namespace vmlab
