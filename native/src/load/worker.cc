#include "worker.h"

#include <pthread.h>

#include <utility>

namespace vmlab {

Worker::Worker(std::string load, FailureReport report, Run run)
    : load_(std::move(load)), report_(std::move(report)), run_(std::move(run)) {
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
  pthread_getcpuclockid(thread_.native_handle(), &cpu_clock_);
}

void Worker::end() {
  thread_.request_stop();
  thread_.join();
}

void Worker::work(const std::stop_token& stop) {
  try {
    while (const auto step = steps_.take(stop)) run_(*step, stop);
  } catch (const Failure& failure) {
    report_(load_, failure);
  } catch (const std::exception& error) {
    report_(load_, {"run", 0, error.what()});
  }
}

}  // namespace vmlab
