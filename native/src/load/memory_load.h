#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "counter.h"
#include "mapping.h"
#include "worker.h"

namespace vmlab {

/// Anonymous memory of a group of processes, by its memory.stat; of this process where there is none.
class GroupMemory {
 public:
  explicit GroupMemory(const std::optional<std::string>& path);
  std::int64_t read() const { return counter_.read() * unit_; }

 private:
  Counter counter_;
  std::int64_t unit_;
};

/// Holds memory: as much as brings the group to what a step says.
class MemoryLoad : public Load {
 public:
  MemoryLoad(GroupMemory group, const FailureReport& report);

  void begin(const Step& step) override;
  void add_claims(Claims& claims) const override { claims.memory += held_; }

 private:
  void run(const Step& step, const std::stop_token& stop);
  void resize(std::int64_t target, const Step& step, const std::stop_token& stop);
  void grow();
  void shrink();

  GroupMemory group_;
  std::vector<Mapping> chunks_;
  std::atomic<std::int64_t> held_ = 0;
  std::uint64_t seed_ = 0;
  Worker worker_;
};

}  // namespace vmlab
