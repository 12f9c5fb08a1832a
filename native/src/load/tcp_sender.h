#pragma once

#include "mapping.h"
#include "sender.h"

namespace vmlab {

class TcpSender : public Sender {
 public:
  explicit TcpSender(const NetworkOptions& options);

  std::int64_t send(std::int64_t bytes) override;
  std::int64_t largest() const override { return kHeaders + segment_; }
  std::int64_t smallest() const override { return kHeaders + 1; }

 private:
  static constexpr std::int64_t kHeaders = 14 + 20 + 20 + 12;  // Ethernet, IPv4, TCP, timestamps

  Descriptor socket_;
  std::int64_t segment_;
  Mapping payload_;
};

}  // namespace vmlab
