#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>

#include "descriptor.h"

namespace vmlab {

struct DiskOptions {
  std::string path;
  std::int64_t size = 0;  // bytes of the file or device that are used
  std::int64_t block = 0;  // bytes of one operation; 0: chosen by the rate
  bool random = false;  // offsets
  bool allow_device = false;  // to write to a block device
  bool allow_overwrite = false;  // to write over a file that holds data already
};

/// A file or block device, read and written past the page cache.
class DiskFile {
 public:
  using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

  explicit DiskFile(const DiskOptions& options);

  /// Takes a file's name away: it goes with this process, however that ends. A device is left as it is.
  void unlink() const;

  /// Writes all of a file once: reading what was never written costs no disk at all. A device is left as it is.
  void prepare(const Progress& progress, const std::stop_token& stop);

  void read(std::span<std::byte> bytes, std::int64_t offset) const;
  void write(std::span<const std::byte> bytes, std::int64_t offset) const;

  std::int64_t size() const { return size_; }

  /// What offsets and sizes must be multiples of: the disk's sector, 512 or 4096 bytes.
  std::int64_t alignment() const { return alignment_; }

 private:
  void check_device(const DiskOptions& options);
  void check_file(const DiskOptions& options) const;

  std::string path_;
  std::int64_t size_;
  bool device_;
  bool writable_;
  Descriptor file_;
  std::int64_t alignment_;
};

}  // namespace vmlab
