#include "disk_file.h"

#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include <algorithm>

#include "mapping.h"

namespace vmlab {

namespace {

constexpr std::int64_t kCommonAlignment = 4096;  // suits every disk and file system

// Linux 6.1 tells; it is what makes small amounts come out to the sector.
std::int64_t find_alignment(const Descriptor& file) {
#ifdef STATX_DIOALIGN
  struct statx status{};
  if (statx(file.number(), "", AT_EMPTY_PATH, STATX_DIOALIGN, &status) == 0 && status.stx_dio_offset_align != 0)
    return status.stx_dio_offset_align;
#else
  static_cast<void>(file);
#endif
  return kCommonAlignment;
}

bool is_device(const std::string& path) {
  struct stat status{};
  return stat(path.c_str(), &status) == 0 && S_ISBLK(status.st_mode);
}

// A device that may not be written is not even opened for it.
Descriptor open_direct(const std::string& path, bool device, bool writable) {
  const int access = writable ? O_RDWR : O_RDONLY;
  try {
    return open_file(path, access | O_DIRECT | (device ? 0 : O_CREAT));
  } catch (const Failure& failure) {
    if (failure.error != EINVAL) throw;
    throw Failure("open", EINVAL, path + " is on a file system without O_DIRECT (tmpfs, for one): choose a file on a disk");
  }
}

}  // namespace

DiskFile::DiskFile(const DiskOptions& options)
    : path_(options.path),
      size_(options.size / kCommonAlignment * kCommonAlignment),
      device_(is_device(options.path)),
      writable_(!device_ || options.allow_device),
      file_(open_direct(path_, device_, writable_)),
      alignment_(find_alignment(file_)) {
  device_ ? check_device(options) : check_file(options);
}

void DiskFile::check_device(const DiskOptions& options) {
  std::uint64_t bytes = 0;
  if (ioctl(file_.number(), BLKGETSIZE64, &bytes) != 0) throw failed("ioctl", "cannot tell the size of " + path_);
  const auto whole = static_cast<std::int64_t>(bytes) / kCommonAlignment * kCommonAlignment;
  size_ = options.size == 0 ? whole : std::min(size_, whole);
}

void DiskFile::check_file(const DiskOptions& options) const {
  struct stat status{};
  if (fstat(file_.number(), &status) != 0) throw failed("fstat", "cannot tell the size of " + path_);
  if (!S_ISREG(status.st_mode)) throw Failure("open", 0, path_ + " is neither a file nor a block device");
  if (size_ < kCommonAlignment) throw Failure("open", 0, "--disk-size must be at least 4096 bytes for " + path_);
  if (status.st_size == 0 || options.allow_overwrite) return;
  throw Failure("open", EEXIST, path_ + " holds data already: remove it, or say --allow-overwrite");
}

void DiskFile::unlink() const {
  if (!device_) ::unlink(path_.c_str());
}

void DiskFile::prepare(const Progress& progress, const std::stop_token& stop) {
  if (device_) return;
  const Mapping block(1 << 20);
  fill_random(block.words(), 1);
  const auto bytes = std::as_bytes(block.words());
  for (std::int64_t done = 0; done < size_ && !stop.stop_requested();) {
    const auto size = std::min<std::int64_t>(static_cast<std::int64_t>(bytes.size()), size_ - done);
    write(bytes.first(static_cast<std::size_t>(size)), done);
    done += size;
    if (done % (64 << 20) == 0 || done == size_) progress(done, size_);
  }
}

void DiskFile::read(std::span<std::byte> bytes, std::int64_t offset) const {
  const auto done = pread(file_.number(), bytes.data(), bytes.size(), offset);
  if (done < 0) throw failed("pread", "cannot read " + path_);
  if (static_cast<std::size_t>(done) < bytes.size()) throw Failure("pread", 0, path_ + " has become shorter");
}

void DiskFile::write(std::span<const std::byte> bytes, std::int64_t offset) const {
  if (!writable_) throw Failure("pwrite", EPERM, path_ + " is a block device: say --allow-device to write to it");
  const auto done = pwrite(file_.number(), bytes.data(), bytes.size(), offset);
  if (done < 0) throw failed("pwrite", "cannot write " + path_);
  if (static_cast<std::size_t>(done) < bytes.size()) throw Failure("pwrite", ENOSPC, path_ + " is full");
}

}  // namespace vmlab
