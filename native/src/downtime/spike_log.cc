#include "downtime/spike_log.h"

#include <fcntl.h>

#include <cerrno>
#include <ctime>
#include <system_error>

namespace vmlab::downtime {

SpikeLog::SpikeLog(const std::string& path) : path_(path) {
  if (path.empty()) return;
  file_ = Descriptor(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644));
  if (!file_) throw std::system_error(errno, std::generic_category(), "cannot write the spike log " + path);
}

void SpikeLog::write(std::optional<Spike> spike) {
  if (!spike || !file_) return;
  const std::string line = std::to_string(time(nullptr)) + "," + std::to_string(*spike) + "\n";
  const ssize_t written = ::write(file_.number(), line.data(), line.size());
  if (written == static_cast<ssize_t>(line.size())) return;
  error_ = "cannot write on in the spike log " + path_ + ": " + std::generic_category().message(written < 0 ? errno : ENOSPC);
  file_ = Descriptor();
}

void SpikeLog::tell(Record& record) const {
  if (!error_.empty()) record.set("log_error", error_);
}

}  // namespace vmlab::downtime
