#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "dirty/page_access.h"
#include "dirty/page_writer.h"

namespace vmlab::dirty {

/// Pages as `Choice` has them, of the whole memory. They are chosen 64 ahead, and fetched meanwhile.
template <typename Choice>
class ScatteredWriter : public PageWriter {
 public:
  ScatteredWriter(std::span<std::uint8_t> memory, Choice choice) : state_{memory.data(), std::move(choice)} {
    for (auto& page : upcoming_) page = state_.choose();
  }

  void write(std::size_t pages) override {
    State state = state_;
    while (pages > 0) {
      const bool whole = state.next % kGroup == 0 && pages >= kGroup;
      whole ? write_group(state) : write_next(state);
      pages -= whole ? kGroup : 1;
    }
    state_ = state;
  }

  void write_timed(std::size_t pages, LatencyProbe probe) override {
    while (pages > 0) {
      const std::size_t run = std::min(pages, upcoming_.size());
      write_upcoming(run, probe);
      for (std::size_t index = 0; index < run; index++) upcoming_[index] = state_.choose();  // on nobody's time
      pages -= run;
    }
  }

 private:
  /// Worked on as a copy: as far as the compiler knows, any byte that is written might be one of the writer's own.
  struct State {
    std::uint8_t* choose() { return memory + choice() * kStep; }

    std::uint8_t* memory;
    Choice choice;
    std::size_t next = 0;
    std::uint8_t value = kFirstValue;
  };

  void write_group(State& state) {
#pragma GCC unroll 4
    for (std::size_t index = 0; index < kGroup; index++) write_slot(state, state.next + index);
    advance(state, kGroup);
  }

  void write_next(State& state) {
    write_slot(state, state.next);
    advance(state, 1);
  }

  void write_slot(State& state, std::size_t slot) {
    std::uint8_t*& page = upcoming_[slot];
    write_page(page, state.value);
    page = state.choose();
    fetch_ahead(page);
  }

  void advance(State& state, std::size_t pages) {
    state.next = (state.next + pages) % upcoming_.size();
    state.value = value_after(state.value);
  }

  /// Reads each page as well: a store alone would be timed before it is done.
  void write_upcoming(std::size_t pages, LatencyProbe probe) {
    Stopwatch watch(probe);
    for (std::size_t index = 0; index < pages; index++) {
      read_page(upcoming_[index]);
      write_page(upcoming_[index], state_.value = value_after(state_.value));
      watch.lap();
    }
  }

  State state_;
  std::array<std::uint8_t*, 64> upcoming_{};
};

}  // namespace vmlab::dirty
