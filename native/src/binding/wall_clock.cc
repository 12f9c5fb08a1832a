#include "timing/wall_clock.h"

#include "binding/binding.h"

namespace vmlab {

Napi::Value read_wall_clock(const Napi::CallbackInfo& info) {
  const WallClock clock = wall_clock();
  auto object = Napi::Object::New(info.Env());
  object["synchronized"] = Napi::Boolean::New(info.Env(), clock.synchronized);
  object["maximumError"] = clock.maximum_error;
  object["estimatedError"] = clock.estimated_error;
  return object;
}

}  // namespace vmlab
