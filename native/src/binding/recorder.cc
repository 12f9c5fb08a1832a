#include "timing/recorder.h"

#include "binding/background.h"
#include "binding/binding.h"
#include "binding/listener.h"

namespace vmlab {

namespace {

std::vector<Probe> probes(const Napi::Array& from) {
  std::vector<Probe> probes;
  for (uint32_t index = 0; index < from.Length(); index++) {
    const Napi::Value probe = from[index];
    if (probe.IsNumber()) probes.push_back({{}, probe.As<Napi::Number>().Int32Value()});
    else probes.push_back({probe.As<Napi::String>(), 0});
  }
  return probes;
}

std::vector<int64_t> deadlines(const Napi::Float64Array& at, int64_t origin) {
  std::vector<int64_t> deadlines;
  for (size_t index = 0; index < at.ElementLength(); index++) deadlines.push_back(origin + static_cast<int64_t>(at[index]));
  return deadlines;
}

/** index, at: Float64Array of ns after the origin, text: string[] */
std::vector<napi_value> words(Napi::Env env, const Sample& sample, int64_t origin) {
  auto at = Napi::Float64Array::New(env, sample.at.size());
  auto text = Napi::Array::New(env, sample.text.size());
  for (uint32_t probe = 0; probe < sample.at.size(); probe++) {
    at[probe] = static_cast<double>(sample.at[probe] - origin);
    text[probe] = Napi::String::New(env, sample.text[probe]);
  }
  return {Napi::Number::New(env, static_cast<double>(sample.index)), at, text};
}

}  // namespace

Napi::Value start_recorder(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const auto spec = info[0].As<Napi::Object>();
    const int64_t origin = nanoseconds(spec.Get("origin"));
    auto recorder = std::make_unique<Recorder>(probes(spec.Get("probes").As<Napi::Array>()),
                                               deadlines(spec.Get("at").As<Napi::Float64Array>(), origin));
    const auto body = [origin](Recorder& work, Napi::ThreadSafeFunction& calls) {
      const auto words_of = [origin](Napi::Env env, const Sample& sample) { return words(env, sample, origin); };
      work.run([&](Sample sample) { call_listener(calls, std::move(sample), words_of); });
    };
    const auto settle = [](Napi::Env env, const Recorder&) { return env.Undefined(); };
    return Background<Recorder>::start(info.Env(), std::move(recorder), body, settle, info[1].As<Napi::Function>());
  });
}

}  // namespace vmlab
