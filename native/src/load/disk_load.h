#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "budget.h"
#include "disk_file.h"
#include "mapping.h"
#include "worker.h"

namespace vmlab {

/// Where and in which pieces a prepared file is used.
struct DiskArea {
  std::int64_t size;
  std::int64_t alignment;
  std::int64_t block;  // 0: chosen by the rate
  bool random;
};

/// Bytes of one operation: about 25 ms of the rate, from 64 KiB to 1 MiB.
std::int64_t choose_block(const Step& step, std::int64_t bytes);

/// One direction, one operation at a time: moves exactly the bytes that a step says, block by block on an even line.
class DiskStream {
 public:
  using Amount = std::function<std::optional<std::int64_t>(const Step&)>;
  using Operate = std::function<void(std::span<std::byte> bytes, std::int64_t offset)>;
  struct Direction {
    Amount amount;
    Operate operate;
  };

  DiskStream(Direction direction, const DiskArea& area, const FailureReport& report);

  void begin(const Step& step);
  std::int64_t moved() const { return moved_; }

 private:
  void run(const Step& step, const std::stop_token& stop);
  std::int64_t next_size(std::int64_t block) const;
  void move(std::int64_t size);
  std::int64_t next_offset(std::int64_t size);

  Direction direction_;
  DiskArea area_;
  Budget budget_;
  Mapping buffer_;
  std::int64_t offset_ = 0;
  std::uint64_t random_ = 0;
  std::atomic<std::int64_t> moved_ = 0;
  Worker worker_;
};

/// Reads and writes, each in a thread of its own.
class DiskLoad : public Load {
 public:
  DiskLoad(std::unique_ptr<DiskFile> file, const DiskOptions& options, const FailureReport& report);

  void begin(const Step& step) override;
  void add_claims(Claims& claims) const override;

 private:
  std::unique_ptr<DiskFile> file_;
  DiskStream reader_;
  DiskStream writer_;
};

}  // namespace vmlab
