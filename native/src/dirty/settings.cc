#include "dirty/settings.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "dirty/page_access.h"
#include "dirty/page_choice.h"
#include "dirty/scattered_writer.h"
#include "dirty/sequential_writer.h"

namespace vmlab::dirty {

namespace {

template <typename Choice>
std::unique_ptr<PageWriter> scattered(std::span<std::uint8_t> memory, Choice choice) {
  return std::make_unique<ScatteredWriter<Choice>>(memory, std::move(choice));
}

std::unique_ptr<PageWriter> sequential(std::span<std::uint8_t> memory, std::size_t thread, std::size_t threads) {
  const std::size_t pages = memory.size() / kStep;
  return std::make_unique<SequentialWriter>(memory, pages * thread / threads, pages * (thread + 1) / threads);
}

Demand steps_of(const Record& settings, double share) {
  std::vector<Nanoseconds> ends;
  for (const double end : settings.numbers("step_ends")) ends.push_back(std::llround(end * kSecond));
  std::vector<double> pages;
  for (const double bytes : settings.numbers("step_bytes")) pages.push_back(bytes * share / kStep);
  if (ends.empty() || ends.size() != pages.size() || !std::is_sorted(ends.begin(), ends.end()))
    throw std::invalid_argument("expected as many step_bytes as step_ends, which ascend");
  return {std::move(ends), pages};
}

}  // namespace

std::unique_ptr<Memory> memory_of(const Record& settings) {
  const auto size = static_cast<std::size_t>(settings.number("size"));
  const auto page_size = static_cast<std::size_t>(settings.number("page_size", kSmallPage));
  if (size == 0 || page_size < kSmallPage || size % page_size != 0) throw std::invalid_argument("expected a size of whole pages");
  if (size / kStep < threads_of(settings)) throw std::invalid_argument("expected a page or more a thread");
  return std::make_unique<Memory>(size, page_size);
}

std::size_t threads_of(const Record& settings) { return std::max<std::size_t>(1, static_cast<std::size_t>(settings.number("threads", 1))); }

std::optional<Pace> pace_of(const Record& settings) {
  const double share = 1 / static_cast<double>(threads_of(settings));
  if (settings.has("step_ends")) return Pace(steps_of(settings, share));
  if (settings.has("rate")) return Pace(Demand(settings.number("rate") * share / kStep));
  return std::nullopt;
}

std::unique_ptr<PageWriter> writer_of(const Record& settings, std::span<std::uint8_t> memory, std::size_t thread) {
  const std::string pattern = settings.text("pattern", "sequential");
  const std::size_t pages = memory.size() / kStep;
  const auto seed = static_cast<std::uint64_t>(settings.number("seed", 1)) + (static_cast<std::uint64_t>(thread) << 53);
  if (pattern == "sequential") return sequential(memory, thread, threads_of(settings));
  if (pattern == "random") return scattered(memory, UniformChoice(pages, seed));
  if (pattern == "hotspot") return scattered(memory, HotspotChoice(pages, settings.number("hot_pages"), settings.number("hot_writes"), seed));
  if (pattern == "zipf") return scattered(memory, ZipfChoice(pages, settings.number("exponent"), seed));
  throw std::invalid_argument("expected a pattern: sequential, random, once, hotspot or zipf, got '" + pattern + "'");
}

}  // namespace vmlab::dirty
