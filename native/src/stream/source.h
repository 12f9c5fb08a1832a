#pragma once

#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <vector>

#include "stream/source_channel.h"
#include "stream/source_settings.h"
#include "task/task.h"

namespace vmlab::stream {

/// The source of an emulated migration, `stream-source`.
///
/// Told: `host` (a numeric address), `port` (default 12323), `precopy` and `postcopy` (0 or 1; one of them at least), `size` (bytes of the
/// VM, default 1 TiB), `duration` (s from being connected; absent: until stopped), `channels` (default 1), `requested_channel` (0 or 1:
/// requested pages over a connection of their own), `contents` (`zero`, `random`, `compressible`), `compressibility` (0 to 1, the share
/// of each page that is zeros; default 0.5), `bandwidth` (bytes/s of all connections together; absent: unlimited), `requests` (that the
/// destination shall keep in flight; absent: as many as it was told itself), `seed` (of the contents), `connect_timeout` (s, default 10).
/// A hello, which mig_mon does not know, is sent where `channels` is over 1, or `requested_channel` or `requests` is there.
///
/// Tells `{type: 'connected', at}` (s that it took), then each second `{type: 'second', at, interval, bytes, pages, requested_pages}`,
/// where `at` is the end of the second in s since it was connected; the last may be shorter (0.1 s at least).
///
/// Its result: `elapsed` (s since it was connected), `bytes`, `pages`, `requested_pages`, `precopy_bytes`, `served_*` (a LatencyHistogram:
/// from reading a page request to handing the last byte of its page to the socket). It fails with std::system_error where it cannot
/// connect (the errno) or the connection breaks, and with ProtocolError (no errno) where the destination ends it, or sends what it may not.
class Source : public Task {
 public:
  explicit Source(const Record& record);

  void run(const Tell& tell) override;
  void stop() noexcept override { bell_.ring(); }
  Record result() const override;

 private:
  void connect_all();
  void run_channels(const Tell& tell);
  void run_channel(SourceChannel& channel);
  void tell_each_second(const Tell& tell);
  void tell_second(const Tell& tell, Nanoseconds instant, Nanoseconds least);

  SourceSettings settings_;
  PageContents contents_;
  Bell bell_;
  std::atomic<Nanoseconds> patience_ = 40 * kMillisecond;  // with the last page
  std::vector<std::unique_ptr<SourceChannel>> channels_;
  std::mutex mutex_;  // of the next
  std::exception_ptr failure_;
  Nanoseconds start_ = 0;
  Nanoseconds told_ = 0;
  Nanoseconds end_ = 0;
  Traffic total_;
};

}  // namespace vmlab::stream
