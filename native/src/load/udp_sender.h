#pragma once

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>

#include "frame.h"
#include "mapping.h"
#include "sender.h"

namespace vmlab {

class UdpSender : public Sender {
 public:
  explicit UdpSender(const NetworkOptions& options);

  std::int64_t send(std::int64_t bytes) override;
  std::int64_t largest() const override { return size_.largest(); }
  std::int64_t smallest() const override { return size_.headers; }

 private:
  static constexpr std::size_t kBatch = 64;

  unsigned fill(std::int64_t bytes);
  std::int64_t sent_bytes(int messages) const;

  Descriptor socket_;
  FrameSize size_;
  Mapping payload_;
  std::array<iovec, kBatch> pieces_{};
  std::array<mmsghdr, kBatch> messages_{};
};

}  // namespace vmlab
