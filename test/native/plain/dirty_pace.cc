// How far a thread may be at a moment, and how even that it was.
#include "check.h"
#include "dirty/windows.h"

using namespace vmlab;
using namespace vmlab::dirty;

namespace {

constexpr double kRate = 100'000;  // pages a second: 1000 in 10 ms

void is_an_even_line() {
  const Pace pace{Demand(kRate)};
  check::near(pace.until(0), 0, 0);
  check::near(pace.until(10 * kMillisecond), 1000, 1e-6);
  check::near(pace.until(100 * kSecond), 1e7, 1e-3);
}

void follows_steps() {
  const Pace pace{Demand({kSecond, 3 * kSecond}, {100, 400})};
  check::near(pace.until(kSecond / 2), 50, 1e-9);
  check::near(pace.until(kSecond), 100, 1e-9);
  check::near(pace.until(2 * kSecond), 300, 1e-9);
  check::near(pace.until(3 * kSecond), 500, 1e-9);
  check::near(pace.until(9 * kSecond), 500, 1e-9);
}

void repays_over_100_ms() {
  Pace pace{Demand(kRate)};
  pace.missed(50 * kMillisecond, 3000);  // 2000 too few
  check::near(pace.until(50 * kMillisecond), 3000, 1e-6, "at once");
  check::near(pace.until(60 * kMillisecond), 6000 - 2000 * 0.9, 1e-6, "after a tenth");
  check::near(pace.until(150 * kMillisecond), 15000, 1e-6, "after 100 ms");
}

void repays_two_misses_together() {
  Pace pace{Demand(kRate)};
  pace.missed(50 * kMillisecond, 3000);
  pace.missed(100 * kMillisecond, 7000);  // 10,000 were due in all
  check::near(pace.until(100 * kMillisecond), 7000, 1e-6);
  check::near(pace.until(200 * kMillisecond), 20000, 1e-6);
}

void gives_up_what_is_hopeless() {
  Pace pace{Demand(kRate)};
  check::near(pace.give_up(kSecond, 95'000), 0, 1e-6, "given up while 50 ms behind");
  check::near(pace.give_up(kSecond, 50'000), 40'000, 1e-6, "given up while 500 ms behind");
  check::near(pace.until(kSecond), 60'000, 1e-6);
}

void judges_windows_by_their_share() {
  const Pace pace{Demand(kRate)};
  Windows windows;
  Nanoseconds begin = 0;
  for (const std::uint64_t pages : {1000, 1099, 901, 1101, 899, 0}) {
    windows.wrote(begin + Windows::kLength / 2, pages, pace);
    windows.advance(begin += Windows::kLength, pace);
  }
  check::equal(windows.counts().judged, 6U, "judged");
  check::equal(windows.counts().even, 3U, "even");
}

void counts_windows_apart_in_which_the_thread_was_kept() {
  Pace pace{Demand(kRate)};
  Windows windows;
  windows.wrote(5 * kMillisecond, 1000, pace);
  windows.kept(15 * kMillisecond, 32 * kMillisecond, pace);
  pace.missed(32 * kMillisecond, 1000);
  windows.advance(40 * kMillisecond, pace);
  check::equal(windows.counts().kept, 3U, "kept");
  check::equal(windows.counts().judged, 1U, "judged");
  // 2200 pages are owed: 220 more in each of the next ten windows.
  windows.wrote(45 * kMillisecond, 1220, pace);
  windows.advance(50 * kMillisecond, pace);
  check::equal(windows.counts().even, 2U, "even with what is repaid");
}

void allows_a_page_more_or_less() {
  const Pace pace{Demand(150)};  // 1.5 pages in 10 ms
  Windows windows;
  for (int window = 0; window < 10; window++) windows.wrote((window * 10 + 5) * kMillisecond, 1 + window % 2, pace);
  windows.advance(100 * kMillisecond, pace);
  check::equal(windows.counts().even, 10U, "even");
}

}  // namespace

int main() {
  return check::Suite()
      .test("a rate is an even line", is_an_even_line)
      .test("steps are lines of their own, and nothing after", follows_steps)
      .test("what was missed is due over the next 100 ms", repays_over_100_ms)
      .test("two misses are repaid together", repays_two_misses_together)
      .test("what is over 100 ms behind is given up", gives_up_what_is_hopeless)
      .test("a window is even within 10 % of its share", judges_windows_by_their_share)
      .test("windows in which the thread was kept from running are counted apart", counts_windows_apart_in_which_the_thread_was_kept)
      .test("a page more or less is even", allows_a_page_more_or_less)
      .end();
}
