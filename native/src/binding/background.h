#pragma once
#include <napi.h>

#include <functional>
#include <memory>
#include <thread>

#include "binding/binding.h"

namespace vmlab {

/**
 * Runs native work on a thread of its own and settles a promise when it ends. `Work` has `stop()`, callable from any thread. The thread
 * is stopped and joined when JavaScript's environment ends, so that it never outlives what it calls.
 */
template <typename Work>
class Background {
 public:
  using Body = std::function<void(Work&, Napi::ThreadSafeFunction&)>;
  using Settle = std::function<Napi::Value(Napi::Env, const Work&)>;

  /** @return { stop(): void, done: Promise } with what `settle` makes of the work when it has ended */
  static Napi::Object start(Napi::Env env, std::unique_ptr<Work> work, Body body, Settle settle, Napi::Function listener) {
    auto running = std::make_shared<Running>(Running{std::move(work), {}, Napi::Promise::Deferred(env)});
    const auto finish = [running, settle](Napi::Env at_end) { end(at_end, *running, settle); };
    auto calls = Napi::ThreadSafeFunction::New(env, listener, "vmlab", 0, 1, finish);
    try {
      running->thread = std::thread([work = running->work.get(), body, calls]() mutable {
        body(*work, calls);
        calls.Release();
      });
    } catch (...) {
      calls.Release();
      throw;
    }
    return handle(env, running);
  }

 private:
  /** Used on JavaScript's thread only. */
  struct Running {
    std::unique_ptr<Work> work;  // none when it has ended
    std::thread thread;
    Napi::Promise::Deferred promise;
  };

  static void end(Napi::Env env, Running& running, const Settle& settle) {
    running.work->stop();  // for the case that the environment ends first
    if (running.thread.joinable()) running.thread.join();
    unless_ending([&] { running.promise.Resolve(settle(env, *running.work)); });
    running.work.reset();  // now, not when JavaScript collects `stop`: it holds files open
  }

  static Napi::Object handle(Napi::Env env, const std::shared_ptr<Running>& running) {
    const auto stop = [running](const Napi::CallbackInfo&) {
      if (running->work) running->work->stop();
    };
    auto object = Napi::Object::New(env);
    object["stop"] = Napi::Function::New(env, stop);
    object["done"] = running->promise.Promise();
    return object;
  }
};

}  // namespace vmlab
