#pragma once
#include <napi.h>

#include <functional>
#include <memory>
#include <thread>

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
  static Napi::Object start(Napi::Env env, std::shared_ptr<Work> work, Body body, Settle settle, Napi::Function listener) {
    auto promise = std::make_shared<Napi::Promise::Deferred>(env);
    auto thread = std::make_shared<std::thread>();
    const auto join = [thread, work, promise, settle](Napi::Env at_end) {
      work->stop();  // for the case that the environment ends first
      thread->join();
      promise->Resolve(settle(at_end, *work));
    };
    auto calls = Napi::ThreadSafeFunction::New(env, listener, "vmlab", 0, 1, join);
    *thread = std::thread([work, body, calls]() mutable {
      body(*work, calls);
      calls.Release();
    });
    return handle(env, work, *promise);
  }

 private:
  static Napi::Object handle(Napi::Env env, std::shared_ptr<Work> work, const Napi::Promise::Deferred& promise) {
    auto object = Napi::Object::New(env);
    object["stop"] = Napi::Function::New(env, [work](const Napi::CallbackInfo&) { work->stop(); });
    object["done"] = promise.Promise();
    return object;
  }
};

}  // namespace vmlab
