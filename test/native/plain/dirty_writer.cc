// What the writers do to memory, and that sequential ones find what others did to it.
#include <algorithm>
#include <vector>

#include "check.h"
#include "dirty/page_access.h"
#include "dirty/page_choice.h"
#include "dirty/scattered_writer.h"
#include "dirty/sequential_writer.h"

using namespace vmlab;
using namespace vmlab::dirty;

namespace {

constexpr std::size_t kPages = 37;

struct Memory {
  Memory() : bytes(kPages * kStep) {
    for (std::size_t page = 0; page < kPages; page++) first_of(page) = kFirstValue;
  }
  std::uint8_t& first_of(std::size_t page) { return bytes[page * kStep]; }
  std::size_t holding(int value, std::size_t from = 0, std::size_t to = kPages) {
    std::size_t count = 0;
    for (std::size_t page = from; page < to; page++) count += first_of(page) == value ? 1 : 0;
    return count;
  }

  std::vector<std::uint8_t> bytes;
};

void writes_each_page_in_turn() {
  Memory memory;
  SequentialWriter writer(memory.bytes, 0, kPages);
  writer.write(10);
  check::equal(memory.holding(2, 0, 10), 10U, "of the first 10 pages");
  check::equal(memory.holding(kFirstValue), kPages - 10, "others");
  writer.write(2 * kPages - 10 + 5);
  check::equal(memory.holding(4, 0, 5), 5U, "in the third round");
  check::equal(memory.holding(3, 5), kPages - 5, "in the second round");
}

void keeps_to_its_share() {
  Memory memory;
  SequentialWriter writer(memory.bytes, 10, 20);
  writer.write(25);
  check::equal(memory.holding(kFirstValue), kPages - 10, "pages of others");
  check::equal(memory.holding(4, 10, 15), 5U, "in its third round");
}

void never_writes_zero() {
  Memory memory;
  SequentialWriter writer(memory.bytes, 0, kPages);
  for (int round = 0; round < 600; round++) {
    writer.write(kPages);
    check::equal(memory.holding(0), 0U, "zeros");
  }
}

void finds_corruption(std::size_t page) {
  Memory memory;
  SequentialWriter writer(memory.bytes, 0, kPages);
  writer.write(kPages);
  memory.first_of(page) = 99;
  try {
    writer.write(kPages);
  } catch (const Corruption& found) {
    check::equal(found.page, page, "page");
    check::equal(int{found.expected}, 2, "expected");
    check::equal(int{found.found}, 99, "found");
    return;
  }
  throw std::runtime_error("page " + std::to_string(page) + " was not found");
}

void finds_corruption_while_it_times() {
  Memory memory;
  SequentialWriter writer(memory.bytes, 0, kPages);
  const CycleClock clock;
  LatencyHistogram histogram;
  writer.write_timed(kPages, {clock, histogram});
  memory.first_of(5) = 99;
  check::throws<Corruption>([&] { writer.write_timed(kPages, {clock, histogram}); }, "a corrupted page");
  check::equal(histogram.count(), kPages + 5, "accesses that were timed");
}

void touches_nothing_but_first_bytes() {
  Memory memory;
  SequentialWriter writer(memory.bytes, 0, kPages);
  writer.write(3 * kPages);
  check::equal(static_cast<std::size_t>(std::count(memory.bytes.begin(), memory.bytes.end(), 0)), kPages * (kStep - 1), "zeros");
}

void times_each_scattered_access() {
  Memory memory;
  ScatteredWriter writer(memory.bytes, UniformChoice(kPages, 7));
  const CycleClock clock;
  LatencyHistogram histogram;
  writer.write_timed(1000, {clock, histogram});
  writer.write(1000);
  check::equal(histogram.count(), 1000U, "accesses that were timed");
  check::equal(memory.holding(0), 0U, "zeros");
}

}  // namespace

int main() {
  check::Suite suite;
  suite.test("sequential pages are written in turn", writes_each_page_in_turn)
      .test("a thread keeps to its share", keeps_to_its_share)
      .test("0 is never written", never_writes_zero)
      .test("only the first byte of each 4 KiB is written", touches_nothing_but_first_bytes)
      .test("corruption is found while accesses are timed", finds_corruption_while_it_times)
      .test("each scattered access is timed", times_each_scattered_access);
  for (const std::size_t page : {0, 3, 17, 36})
    suite.test("corruption of page " + std::to_string(page) + " is found", [page] { finds_corruption(page); });
  return suite.end();
}
