#include <algorithm>
#include <memory>

#include "binding/binding.h"
#include "columns/make_loop.h"

namespace vmlab {

namespace {

Columns::Column column_of(const Napi::Value& value) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_float64_array)
    throw std::invalid_argument("expected a Float64Array for each column");
  auto array = value.As<Napi::Float64Array>();
  return {array.Data(), array.ElementLength()};
}

Columns columns_of(const Napi::Object& object) {
  std::map<std::string, Columns::Column> columns;
  const auto names = object.GetPropertyNames();
  for (std::uint32_t index = 0; index < names.Length(); index++) {
    const std::string name = names.Get(index).As<Napi::String>();
    columns[name] = column_of(object.Get(name));
  }
  return Columns(std::move(columns));
}

/** Without the wrapping of node-addon-api, since this is called some hundred thousand times a second. */
napi_value run_loop(napi_env env, napi_callback_info info) {
  Numbers numbers{};
  napi_value words[std::tuple_size_v<Numbers>];
  std::size_t count = numbers.size();
  void* loop = nullptr;
  napi_get_cb_info(env, info, &count, words, nullptr, &loop);
  for (std::size_t index = 0; index < std::min(count, numbers.size()); index++) napi_get_value_double(env, words[index], &numbers[index]);
  napi_value result = nullptr;
  napi_create_double(env, (*static_cast<const Loop*>(loop))(numbers), &result);
  return result;
}

void forget_loop(napi_env, void* loop, void*) { delete static_cast<Loop*>(loop); }

}  // namespace

Napi::Value bind_loop(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const Napi::Env env = info.Env();
    const auto columns = info[1].As<Napi::Object>();
    auto loop = std::make_unique<Loop>(make_loop(info[0].As<Napi::String>(), columns_of(columns)));
    napi_value function = nullptr;
    if (napi_create_function(env, "loop", NAPI_AUTO_LENGTH, run_loop, loop.get(), &function) != napi_ok) throw Napi::Error::New(env);
    // The function itself keeps the columns: references of ours would be let go between turns of the event loop only, while a synchronous
    // program may bind many thousand columns in one.
    const auto bound = Napi::Function(env, function);
    bound.DefineProperty(Napi::PropertyDescriptor::Value("columns", columns));
    if (napi_add_finalizer(env, function, loop.get(), forget_loop, nullptr, nullptr) != napi_ok) throw Napi::Error::New(env);
    loop.release();
    return bound;
  });
}

}  // namespace vmlab
