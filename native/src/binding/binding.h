#pragma once
#include <napi.h>

#include <stdexcept>
#include <system_error>

namespace vmlab {

/** startStepClock({ origin, at, sink, text, sinks }) → { stop, done: Promise<{ late, error }> } */
Napi::Value start_step_clock(const Napi::CallbackInfo& info);
/** startRecorder({ origin, at, probes }, listener) → { stop, done: Promise<void> } */
Napi::Value start_recorder(const Napi::CallbackInfo& info);
/** pipe() → { read, write }: descriptors that are closed on exec and never block the writer */
Napi::Value make_pipe(const Napi::CallbackInfo& info);

/** startTask(name, settings, listener) → { stop, done: Promise<result> }: `task/task.h`; `result.error` says why it ended early */
Napi::Value start_task(const Napi::CallbackInfo& info);
/** bindLoop(name, columns) → (…numbers) => number: `columns/make_loop.h` */
Napi::Value bind_loop(const Napi::CallbackInfo& info);
/** wallClock() → { synchronized, maximumError, estimatedError }, in s */
Napi::Value read_wall_clock(const Napi::CallbackInfo& info);

/** A bigint of nanoseconds. */
inline int64_t nanoseconds(const Napi::Value& value) {
  bool lossless = true;
  return value.As<Napi::BigInt>().Int64Value(&lossless);
}

/**
 * Where the environment is ending (a worker thread that was terminated), every call into JavaScript throws, and so do those that look at
 * what was thrown: nobody is there any more who could be told.
 */
template <typename Body>
void unless_ending(Body body) {
  try {
    body();
  } catch (const Napi::Error&) {
  }
}

inline Napi::Error error_of(Napi::Env env, const std::system_error& failure) {
  auto error = Napi::Error::New(env, failure.what());
  error.Set("errno", Napi::Number::New(env, failure.code().value()));
  return error;
}

/** No C++ exception crosses into JavaScript as anything but an Error, with the system's `errno` where it has one. */
template <typename Body>
Napi::Value guarded(Napi::Env env, Body body) {
  try {
    return body();
  } catch (const Napi::Error& failure) {
    unless_ending([&] { failure.ThrowAsJavaScriptException(); });
  } catch (const std::system_error& failure) {
    unless_ending([&] { error_of(env, failure).ThrowAsJavaScriptException(); });
  } catch (const std::invalid_argument& failure) {
    unless_ending([&] { Napi::TypeError::New(env, failure.what()).ThrowAsJavaScriptException(); });
  }
  return {};
}

}  // namespace vmlab
