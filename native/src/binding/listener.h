#pragma once
#include <napi.h>

#include <memory>
#include <utility>
#include <vector>

#include "binding/binding.h"

namespace vmlab {

/** What the listener throws is an uncaught exception, as of any other callback. */
inline void deliver(Napi::Env env, const Napi::Function& listener, const std::vector<napi_value>& words) {
  try {
    listener.Call(words);
  } catch (const Napi::Error& thrown) {
    napi_fatal_exception(env, thrown.Value());
  }
}

/** Calls the listener on JavaScript's thread, from any other, with what `words_of(env, item)` makes of the item there. */
template <typename Item, typename WordsOf>
void call_listener(const Napi::ThreadSafeFunction& calls, Item item, WordsOf words_of) {
  auto kept = std::make_unique<Item>(std::move(item));
  const auto take = [words_of](Napi::Env env, Napi::Function listener, Item* taken) {
    const std::unique_ptr<Item> owned(taken);
    if (env != nullptr) unless_ending([&] { deliver(env, listener, words_of(env, *owned)); });
  };
  if (calls.BlockingCall(kept.get(), take) == napi_ok) kept.release();
}

}  // namespace vmlab
