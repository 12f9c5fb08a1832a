#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "counter.h"
#include "cpu_adjustments.h"
#include "cpu_ledger.h"
#include "worker.h"

namespace vmlab {

/// CPU time of a whole group of processes, by its counter; of this process where there is no counter.
class GroupCpu {
 public:
  explicit GroupCpu(const std::optional<std::string>& path);
  Nanoseconds read() const;

 private:
  std::optional<Counter> counter_;
};

struct CpuOptions {
  unsigned burners = 1;
  Nanoseconds slice = CpuLedger::kSlice;
  std::optional<GroupCpu> group;  // paced by the burners' own time without it
};

/// Burns CPU time: as many cores as a step says, less what all else in the group uses when that is given.
class CpuLoad : public Load {
 public:
  CpuLoad(CpuOptions options, CpuAdjustments& adjustments, const FailureReport& report);
  ~CpuLoad() override;

  void begin(const Step& step) override;
  void add_claims(Claims& claims) const override { claims.cpu += burned(); }

 private:
  struct Slice {
    Nanoseconds share = 0;  // CPU time for one burner
    Nanoseconds end = 0;
  };

  void run(const Step& step, const std::stop_token& stop);
  Slice plan(const Step& step);
  void settle(const Step& step);
  CpuUse use() const;
  Nanoseconds burned() const;
  std::size_t needed(const Step& step) const;

  std::optional<GroupCpu> group_;
  CpuAdjustments& adjustments_;
  std::mutex mutex_;  // of the next four
  CpuLedger ledger_;
  std::int64_t step_index_ = -1;
  Nanoseconds step_start_ = -1;
  Slice slice_;
  std::vector<std::unique_ptr<Worker>> burners_;
};

}  // namespace vmlab
