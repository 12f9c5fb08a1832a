#include "binding/background.h"
#include "binding/binding.h"
#include "binding/listener.h"
#include "binding/record.h"
#include "task/guarded_task.h"

namespace vmlab {

Napi::Value start_task(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const std::string name = info[0].As<Napi::String>();
    auto task = std::make_unique<GuardedTask>(make_task(name, to_record(info[1].As<Napi::Object>())));
    const auto body = [](GuardedTask& work, Napi::ThreadSafeFunction& calls) {
      const auto words_of = [](Napi::Env env, const Record& record) { return std::vector<napi_value>{to_object(env, record)}; };
      work.run([&](Record record) { call_listener(calls, std::move(record), words_of); });
    };
    const auto settle = [](Napi::Env env, const GuardedTask& work) -> Napi::Value { return to_object(env, work.result()); };
    return Background<GuardedTask>::start(info.Env(), std::move(task), body, settle, info[2].As<Napi::Function>());
  });
}

}  // namespace vmlab
