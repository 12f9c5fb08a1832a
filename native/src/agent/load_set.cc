#include "load_set.h"

#include <sched.h>

#include <functional>
#include <thread>

#include "../load/cpu_load.h"
#include "../load/disk_load.h"
#include "../load/memory_load.h"
#include "../load/network_load.h"
#include "failure_line.h"
#include "place.h"

namespace vmlab {

namespace {

using Made = std::unique_ptr<Load>;

unsigned usable_cpus() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) == 0) return static_cast<unsigned>(CPU_COUNT(&set));
  return std::max(1U, std::thread::hardware_concurrency());
}

Nanoseconds slice_of(const Flags& flags) {
  const auto milliseconds = flags.number("--cpu-slice");
  return milliseconds ? std::clamp<std::int64_t>(*milliseconds, 1, 1000) * kMillisecond : CpuLedger::kSlice;
}

Made make_cpu(const Flags& flags, const FailureReport& report, CpuAdjustments& adjustments) {
  const bool group = flags.choice("--cpu-pace", {"own", "group"}) == "group";
  const auto burners = flags.number("--burners").value_or(usable_cpus());
  CpuOptions options{.burners = static_cast<unsigned>(std::max<std::int64_t>(1, burners)), .slice = slice_of(flags), .group = {}};
  if (group) options.group.emplace(flags.one("--cpu-counter"));
  return std::make_unique<CpuLoad>(std::move(options), adjustments, report);
}

Made make_memory(const Flags& flags, const FailureReport& report) {
  return std::make_unique<MemoryLoad>(GroupMemory(flags.one("--memory-counter")), report);
}

DiskOptions disk_options(const Flags& flags) {
  return {.path = *flags.one("--disk"),
          .size = flags.number("--disk-size").value_or(0),
          .block = flags.number("--block").value_or(0),
          .random = flags.choice("--disk-access", {"sequential", "random"}) == "random",
          .allow_device = flags.has("--allow-device"),
          .allow_overwrite = flags.has("--allow-overwrite")};
}

Made make_disk(const Flags& flags, const FailureReport& report, const DiskFile::Progress& progress, const std::stop_token& stop) {
  if (!flags.has("--disk")) return nullptr;
  const DiskOptions options = disk_options(flags);
  auto file = std::make_unique<DiskFile>(options);
  file->prepare(progress, stop);
  if (flags.has("--disk-unlink")) file->unlink();
  return std::make_unique<DiskLoad>(std::move(file), options, report);
}

NetworkOptions network_options(const Flags& flags) {
  return {.address = *flags.one("--network"),
          .port = static_cast<std::uint16_t>(flags.number("--port").value_or(0)),
          .protocol = flags.choice("--protocol", {"udp", "tcp"}),
          .source = flags.one("--source"),
          .interface = flags.one("--interface")};
}

Made make_network(const Flags& flags, const FailureReport& report) {
  std::optional<Counter> counter;
  if (const auto path = flags.one("--tx-counter")) counter.emplace(*path, std::initializer_list<std::string_view>{});
  enter_network(flags);
  if (!flags.has("--network")) return nullptr;
  return std::make_unique<NetworkLoad>(open_sender(network_options(flags)), std::move(counter), report);
}

}  // namespace

const Flags::Known& LoadSet::known() {
  static const Flags::Known flags{
      {"--parent", "--join", "--control-join", "--netns", "--cpu-counter", "--cpu-pace", "--cpu-slice", "--burners", "--memory-counter", "--disk", "--disk-size",
       "--disk-access", "--block", "--network", "--port", "--protocol", "--tx-counter", "--source", "--interface", "--inbox", "--patience"},
      {"--allow-device", "--allow-overwrite", "--disk-unlink"}};
  return flags;
}

LoadSet::LoadSet(const Flags& flags, Output& output, const Guidance& guidance) {
  const FailureReport report = [&output](const std::string& load, const Failure& failure) { output.put(failure_line(load, failure)); };
  const auto progress = [&output](std::int64_t done, std::int64_t total) {
    output.put(JsonLine("progress").text("load", "disk").number("done_bytes", done).number("total_bytes", total));
  };
  const auto add = [&](const std::string& name, const std::function<Made()>& make) {
    try {
      if (auto load = make()) loads_.push_back(std::move(load));
    } catch (const Failure& failure) {
      if (failure.operation == "arguments") throw;
      report(name, failure);
    }
  };
  add("cpu", [&] { return make_cpu(flags, report, guidance.cpu); });
  add("memory", [&] { return make_memory(flags, report); });
  add("disk", [&] { return make_disk(flags, report, progress, guidance.stop); });
  add("network", [&] { return make_network(flags, report); });
}

void LoadSet::begin(const Step& step) {
  for (const auto& load : loads_) load->begin(step);
}

Claims LoadSet::claims() const {
  Claims claims;
  for (const auto& load : loads_) load->add_claims(claims);
  return claims;
}

}  // namespace vmlab
