#include "binding/binding.h"

namespace {

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  exports["startStepClock"] = Napi::Function::New(env, vmlab::start_step_clock);
  exports["startRecorder"] = Napi::Function::New(env, vmlab::start_recorder);
  exports["startTask"] = Napi::Function::New(env, vmlab::start_task);
  exports["bindLoop"] = Napi::Function::New(env, vmlab::bind_loop);
  exports["pipe"] = Napi::Function::New(env, vmlab::make_pipe);
  exports["wallClock"] = Napi::Function::New(env, vmlab::read_wall_clock);
  return exports;
}

}  // namespace

NODE_API_MODULE(vmlab, initialize)
