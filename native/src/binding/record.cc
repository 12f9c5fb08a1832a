#include "binding/record.h"

#include <algorithm>

namespace vmlab {

namespace {

Napi::Value to_value(Napi::Env env, const Record::Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return Napi::Number::New(env, *number);
  if (const auto* text = std::get_if<std::string>(&value)) return Napi::String::New(env, *text);
  const auto& numbers = std::get<std::vector<double>>(value);
  auto array = Napi::Float64Array::New(env, numbers.size());
  std::copy(numbers.begin(), numbers.end(), array.Data());
  return array;
}

Record::Value from_value(const Napi::Value& value) {
  if (value.IsNumber()) return value.As<Napi::Number>().DoubleValue();
  if (value.IsBoolean()) return value.As<Napi::Boolean>().Value() ? 1.0 : 0.0;
  if (value.IsString()) return value.As<Napi::String>().Utf8Value();
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_float64_array)
    throw Napi::TypeError::New(value.Env(), "expected a number, a string or a Float64Array");
  const auto array = value.As<Napi::Float64Array>();
  return std::vector<double>(array.Data(), array.Data() + array.ElementLength());
}

}  // namespace

Napi::Object to_object(Napi::Env env, const Record& record) {
  auto object = Napi::Object::New(env);
  for (const auto& [name, value] : record) object.Set(name, to_value(env, value));
  return object;
}

Record to_record(const Napi::Object& object) {
  Record record;
  const auto names = object.GetPropertyNames();
  for (std::uint32_t index = 0; index < names.Length(); index++) {
    const std::string name = names.Get(index).As<Napi::String>();
    const auto value = object.Get(name);
    if (!value.IsUndefined()) record.set(name, from_value(value));
  }
  return record;
}

}  // namespace vmlab
