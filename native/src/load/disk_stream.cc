#include <algorithm>

#include "disk_load.h"

namespace vmlab {

namespace {

constexpr std::int64_t kSmallest = 64 << 10;
constexpr std::int64_t kLargest = 1 << 20;
constexpr Nanoseconds kBlockTime = 25 * kMillisecond;
constexpr Nanoseconds kCarried = 50 * kMillisecond;

std::int64_t align(std::int64_t bytes, std::int64_t to) { return bytes / to * to; }

// Bytes that a rate moves in a time.
double bytes_in(Nanoseconds time, const Step& step, std::int64_t bytes) {
  return static_cast<double>(bytes) * static_cast<double>(time) / static_cast<double>(std::max<Nanoseconds>(step.length(), 1));
}

}  // namespace

std::int64_t choose_block(const Step& step, std::int64_t bytes) {
  return align(std::clamp(static_cast<std::int64_t>(bytes_in(kBlockTime, step, bytes)), kSmallest, kLargest), kSmallest);
}

DiskStream::DiskStream(Direction direction, const DiskArea& area, const FailureReport& report)
    : direction_(std::move(direction)),
      area_(area),
      buffer_(static_cast<std::size_t>(std::max(kLargest, area.block))),
      worker_("disk", report, [this](const Step& step, const std::stop_token& stop) { run(step, stop); }) {
  fill_random(buffer_.words(), 2);
}

void DiskStream::begin(const Step& step) {
  if (direction_.amount(step)) worker_.begin(step);
}

// A block is due when the line reaches its middle: so neither the first nor the last of a step lies near an end of it,
// where whoever samples the counters a little late would count it in the wrong step.
void DiskStream::run(const Step& step, const std::stop_token& stop) {
  const std::int64_t bytes = *direction_.amount(step);
  const std::int64_t block = area_.block > 0 ? area_.block : choose_block(step, bytes);
  budget_.begin(step, static_cast<double>(bytes), std::max(bytes_in(kCarried, step, bytes), static_cast<double>(block)));
  while (const std::int64_t size = next_size(block)) {
    const Nanoseconds due = budget_.reaches(budget_.spent() + static_cast<double>(size) / 2);
    if (due >= step.end || !sleep_until(stop, due) || now() >= step.end) return;
    move(size);
  }
}

std::int64_t DiskStream::next_size(std::int64_t block) const {
  const auto left = static_cast<std::int64_t>(std::max(0.0, budget_.left()));
  return align(std::min({left, block, area_.size}), area_.alignment);
}

void DiskStream::move(std::int64_t size) {
  const auto words = buffer_.words();
  words[0] = ++random_;  // no two blocks alike, for storage that stores equal ones once
  direction_.operate(std::as_writable_bytes(words).first(static_cast<std::size_t>(size)), next_offset(size));
  budget_.spend(static_cast<double>(size));
  moved_ += size;
}

std::int64_t DiskStream::next_offset(std::int64_t size) {
  if (area_.random) {
    std::uint64_t word = 0;
    fill_random({&word, 1}, random_);
    const auto places = static_cast<std::uint64_t>((area_.size - size) / area_.alignment + 1);
    return static_cast<std::int64_t>(word % places) * area_.alignment;
  }
  if (offset_ + size > area_.size) offset_ = 0;
  return std::exchange(offset_, offset_ + size);
}

}  // namespace vmlab
