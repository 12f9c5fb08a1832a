#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>

namespace vmlab::dirty {

/// Makes all memory present, by all CPUs at once, the calling thread among them: each 4 KiB begins with a value that is not 0 then. Ends
/// early where it is stopped.
/// @param progress told the bytes that are done, ten times a second, on the calling thread
void prefault(std::span<std::uint8_t> memory, const std::atomic<bool>& stopped, const std::function<void(std::size_t)>& progress);

}  // namespace vmlab::dirty
