#include "dirty/sequential_writer.h"

#include <algorithm>
#include <string>

#include "dirty/page_access.h"

namespace vmlab::dirty {

namespace {

// How many pages before its use each is fetched. The CPU may not begin a group before the one before is read: it would else run dozens of pages
// ahead, and their lines, all in one set of the first cache, would be gone again before their turn to be written (8 ns a page against 18).
constexpr std::size_t kAhead = 24;

std::string sentence(std::size_t page, int expected, int found) {
  return "corrupted memory: page " + std::to_string(page) + " holds " + std::to_string(found) + ", but " + std::to_string(expected) + " was written";
}

}  // namespace

Corruption::Corruption(std::size_t at, std::uint8_t written, std::uint8_t held)
    : std::runtime_error(sentence(at, written, held)), page(at), expected(written), found(held) {}

SequentialWriter::SequentialWriter(std::span<std::uint8_t> memory, std::size_t first, std::size_t end)
    : memory_(memory.data()), first_(first), end_(end), next_(first), expected_(kFirstValue), value_(value_after(kFirstValue)) {}

void SequentialWriter::write(std::size_t pages) {
  in_runs(pages, [this](std::uint8_t* page, std::size_t run) { write_run(page, run); });
}

void SequentialWriter::write_timed(std::size_t pages, LatencyProbe probe) {
  in_runs(pages, [this, probe](std::uint8_t* page, std::size_t run) { write_run_timed(page, run, probe); });
}

template <typename Run>
void SequentialWriter::in_runs(std::size_t pages, Run run) {
  while (pages > 0) {
    const std::size_t length = std::min(pages, end_ - next_);
    run(memory_ + next_ * kStep, length);
    pages -= length;
    next_ += length;
    if (next_ != end_) continue;
    next_ = first_;
    expected_ = value_;
    value_ = value_after(value_);
  }
}

void SequentialWriter::write_run(std::uint8_t* page, std::size_t pages) const {
  const std::uint8_t* const end = page + pages * kStep;
  for (const std::uint8_t* const last = end - pages % kGroup * kStep; page != last; page += kGroup * kStep) {
#pragma GCC unroll 4
    for (std::size_t index = 0; index < kGroup; index++) fetch_ahead(page + (kAhead + index) * kStep);
#pragma GCC unroll 4
    for (std::size_t index = 0; index < kGroup; index++) replace(page + index * kStep);
    wait_for_loads();
  }
  for (; page != end; page += kStep) replace(page);
}

void SequentialWriter::write_run_timed(std::uint8_t* page, std::size_t pages, LatencyProbe probe) const {
  const std::uint8_t* const end = page + pages * kStep;
  Stopwatch watch(probe);
  for (const std::uint8_t* const last = end - pages % kGroup * kStep; page != last; page += kGroup * kStep) {
#pragma GCC unroll 4
    for (std::size_t index = 0; index < kGroup; index++) {
      replace(page + index * kStep);
      watch.lap();
    }
  }
  for (; page != end; page += kStep) {
    replace(page);
    watch.lap();
  }
}

inline void SequentialWriter::replace(std::uint8_t* page) const {
  const std::uint8_t found = read_page(page);
  if (found != expected_) [[unlikely]]
    report(page, found);
  write_page(page, value_);
}

void SequentialWriter::report(const std::uint8_t* page, std::uint8_t found) const {
  throw Corruption(static_cast<std::size_t>(page - memory_) / kStep, expected_, found);
}

}  // namespace vmlab::dirty
