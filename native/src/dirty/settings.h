#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "dirty/memory.h"
#include "dirty/pace.h"
#include "dirty/page_writer.h"
#include "system/record.h"

namespace vmlab::dirty {

/// `size` and `page_size`, in bytes. Throws std::invalid_argument, and as Memory.
std::unique_ptr<Memory> memory_of(const Record& settings);

/// `threads`; 1 unless told.
std::size_t threads_of(const Record& settings);

/// The pace of one of the threads: `rate` in bytes/s, or `step_ends` in s and `step_bytes`; none where neither is told: as fast as it goes.
std::optional<Pace> pace_of(const Record& settings);

/// By `pattern`, the pages for one of the threads: its own share of them in turn (`sequential`), or any of them (`random`, `hotspot` with
/// `hot_pages` and `hot_writes`, `zipf` with `exponent`), each from `seed`.
std::unique_ptr<PageWriter> writer_of(const Record& settings, std::span<std::uint8_t> memory, std::size_t thread);

}  // namespace vmlab::dirty
