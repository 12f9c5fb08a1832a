#include "disk_load.h"

#include <algorithm>

namespace vmlab {

namespace {

DiskStream::Direction reading(const DiskFile& file) {
  return {[](const Step& step) { return step.read; },
          [&file](std::span<std::byte> bytes, std::int64_t offset) { file.read(bytes, offset); }};
}

DiskStream::Direction writing(const DiskFile& file) {
  return {[](const Step& step) { return step.write; },
          [&file](std::span<std::byte> bytes, std::int64_t offset) { file.write(bytes, offset); }};
}

DiskArea area(const DiskFile& file, const DiskOptions& options) {
  const std::int64_t block = options.block == 0 ? 0 : std::max(options.block, file.alignment());
  return {file.size(), file.alignment(), block, options.random};
}

}  // namespace

DiskLoad::DiskLoad(std::unique_ptr<DiskFile> file, const DiskOptions& options, const FailureReport& report)
    : file_(std::move(file)),
      reader_(reading(*file_), area(*file_, options), report),
      writer_(writing(*file_), area(*file_, options), report) {}

void DiskLoad::begin(const Step& step) {
  reader_.begin(step);
  writer_.begin(step);
}

void DiskLoad::add_claims(Claims& claims) const {
  claims.read += reader_.moved();
  claims.write += writer_.moved();
}

}  // namespace vmlab
