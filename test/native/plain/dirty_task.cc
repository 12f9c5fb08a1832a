// The task as a whole: what it tells, how it ends, and what it refuses.
#include "dirty/dirty_task.h"

#include <system_error>
#include <thread>

#include "check.h"
#include "task/guarded_task.h"

using namespace vmlab;

namespace {

constexpr double kSize = 16 << 20;

Record small(const std::string& pattern = "sequential") { return Record().set("size", kSize).set("pattern", pattern).set("threads", 2.0); }

std::size_t count_of(const std::vector<Record>& told, const std::string& type) {
  std::size_t count = 0;
  for (const auto& record : told) count += record.text("type") == type ? 1 : 0;
  return count;
}

void runs_for_its_time(const std::string& pattern) {
  auto settings = small(pattern).set("duration", 0.2).set("latencies", 1.0);
  settings.set("hot_pages", 0.1).set("hot_writes", 0.9).set("exponent", 1.0);
  dirty::DirtyTask task(settings);
  std::vector<Record> told;
  task.run([&](Record record) { told.push_back(std::move(record)); });
  const Record result = task.result();
  check::near(result.number("elapsed"), 0.2, 1e-9, "elapsed");
  check::that(result.number("pages") > 1000, "hardly a page was written");
  check::equal(result.number("latency_count"), result.number("pages"), "accesses that were timed");
  check::equal(count_of(told, "start"), 1U, "starts");
  check::equal(count_of(told, "second"), 1U, "seconds");
  check::that(count_of(told, "prefault") >= 1, "no prefault was told");
}

void keeps_its_rate() {
  dirty::DirtyTask task(small().set("duration", 0.5).set("rate", 64e6));
  task.run([](const Record&) {});
  const Record result = task.result();
  // The machine may be busy; above, it may not be in any case.
  check::that(result.number("pages") * 4096 <= 32e6 + 2 * 4096, "more than its rate");
  check::that(result.number("pages") * 4096 >= 16e6, "less than half of its rate");
  check::equal(result.number("windows_judged") + result.number("windows_kept") > 80, true, "windows of two threads");
}

void stops(const std::string& pattern) {
  dirty::DirtyTask task(small(pattern));
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    task.stop();
  });
  const Nanoseconds begin = now();
  task.run([](const Record&) {});
  stopper.join();
  check::that(now() - begin < kSecond, "it took over a second to stop");
  check::that(task.result().has("pages"), "no result");
}

void stops_before_it_runs() {
  dirty::DirtyTask task(small());
  task.stop();
  task.run([](const Record&) {});
  check::equal(task.result().number("pages"), 0.0, "pages");
}

void tells_corruption() {
  auto owned = std::make_unique<dirty::DirtyTask>(small().set("rate", 4096.0 * 100));
  auto* const task = owned.get();
  GuardedTask guarded(std::move(owned));
  guarded.run([&](const Record& record) {
    if (record.text("type") == "start") task->memory()[4096 * 3] = 77;  // no thread has been started yet
  });
  const Record result = guarded.result();
  check::equal(result.number("corrupted_page"), 3.0, "page");
  check::equal(result.number("expected"), 1.0, "expected");
  check::equal(result.number("found"), 77.0, "found");
  check::that(result.text("error").starts_with("corrupted memory: page 3"), "error: " + result.text("error"));
}

void refuses_what_cannot_be_had() {
  check::throws<std::system_error>([] { dirty::DirtyTask(Record().set("size", 0x1p50)); }, "a pebibyte");
  check::throws<std::system_error>([] { dirty::DirtyTask(Record().set("size", 0x1p50).set("page_size", 0x1p21)); }, "a pebibyte of huge pages");
  check::throws<std::invalid_argument>([] { dirty::DirtyTask(Record().set("size", 0.0)); }, "no memory");
  check::throws<std::invalid_argument>([] { dirty::DirtyTask(Record().set("size", 5000.0)); }, "a part of a page");
  check::throws<std::invalid_argument>([] { dirty::DirtyTask(small("zigzag")); }, "an unknown pattern");
}

}  // namespace

int main() {
  check::Suite suite;
  for (const std::string pattern : {"sequential", "random", "hotspot", "zipf"})
    suite.test(pattern + " runs for its time and times each access", [pattern] { runs_for_its_time(pattern); });
  for (const std::string pattern : {"sequential", "random", "once"})
    suite.test(pattern + " stops", [pattern] { stops(pattern); });
  return suite.test("a rate is kept", keeps_its_rate)
      .test("it stops before it runs", stops_before_it_runs)
      .test("corruption is told with its page", tells_corruption)
      .test("what cannot be had is refused at once", refuses_what_cannot_be_had)
      .end();
}
