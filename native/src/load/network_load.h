#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "budget.h"
#include "counter.h"
#include "sender.h"
#include "worker.h"

namespace vmlab {

/// Sends exactly the bytes that a step says on an even line, by the interface's counter when there is one.
class NetworkLoad : public Load {
 public:
  NetworkLoad(std::unique_ptr<Sender> sender, std::optional<Counter> counter, const FailureReport& report);

  void begin(const Step& step) override;
  void add_claims(Claims& claims) const override { claims.tx += sent_; }

 private:
  void run(const Step& step, const std::stop_token& stop);
  void open_budgets(const Step& step);
  bool send_until(Nanoseconds line, const Step& step, const std::stop_token& stop);
  std::int64_t allowed(Nanoseconds line);
  Nanoseconds slice(const Step& step) const;

  std::unique_ptr<Sender> sender_;
  std::optional<Counter> counter_;
  Budget claimed_;
  Budget counted_;
  std::int64_t first_count_ = 0;
  double ahead_ = 0;  // bytes by which the claim may run ahead of the line
  std::atomic<std::int64_t> sent_ = 0;
  Worker worker_;
};

}  // namespace vmlab
