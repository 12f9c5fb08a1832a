#include "timing/step_clock.h"

#include <fcntl.h>

#include <system_error>

#include "binding/background.h"
#include "binding/binding.h"

namespace vmlab {

namespace {

Descriptor open_sink(const Napi::Value& sink) {
  if (sink.IsNumber()) return Descriptor(sink.As<Napi::Number>().Int32Value());
  const std::string path = sink.As<Napi::String>();
  Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file) throw std::system_error(errno, std::generic_category(), path);
  return file;
}

std::vector<Descriptor> open_sinks(const Napi::Array& from) {
  std::vector<Descriptor> sinks;
  for (uint32_t index = 0; index < from.Length(); index++) sinks.push_back(open_sink(from[index]));
  return sinks;
}

std::vector<Action> actions(const Napi::Object& schedule, int64_t origin, size_t sinks) {
  const auto at = schedule.Get("at").As<Napi::Float64Array>();
  const auto sink = schedule.Get("sink").As<Napi::Uint32Array>();
  const auto text = schedule.Get("text").As<Napi::Array>();
  if (at.ElementLength() != text.Length() || sink.ElementLength() != text.Length())
    throw Napi::RangeError::New(schedule.Env(), "expected as many elements in at, sink and text");
  std::vector<Action> actions;
  for (uint32_t index = 0; index < text.Length(); index++) {
    if (sink[index] >= sinks) throw Napi::RangeError::New(schedule.Env(), "expected the number of a sink in sink");
    const Napi::Value line = text[index];
    actions.push_back({origin + static_cast<int64_t>(at[index]), sink[index], line.As<Napi::String>()});
  }
  return actions;
}

Napi::Value outcomes(Napi::Env env, const StepClock& clock) {
  const size_t count = clock.outcomes().size();
  auto late = Napi::Float64Array::New(env, count);
  auto error = Napi::Int32Array::New(env, count);
  for (size_t index = 0; index < count; index++) {
    late[index] = static_cast<double>(clock.outcomes()[index].late);
    error[index] = clock.outcomes()[index].error;
  }
  auto object = Napi::Object::New(env);
  object["late"] = late;
  object["error"] = error;
  return object;
}

}  // namespace

Napi::Value start_step_clock(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const auto schedule = info[0].As<Napi::Object>();
    auto sinks = open_sinks(schedule.Get("sinks").As<Napi::Array>());
    auto planned = actions(schedule, nanoseconds(schedule.Get("origin")), sinks.size());
    auto clock = std::make_unique<StepClock>(std::move(sinks), std::move(planned));
    const auto nothing = Napi::Function::New(info.Env(), [](const Napi::CallbackInfo&) {});
    return Background<StepClock>::start(
        info.Env(), std::move(clock), [](StepClock& work, Napi::ThreadSafeFunction&) { work.run(); }, outcomes, nothing);
  });
}

}  // namespace vmlab
