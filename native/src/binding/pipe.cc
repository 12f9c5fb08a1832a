#include <fcntl.h>
#include <unistd.h>

#include "binding/binding.h"

namespace vmlab {

namespace {

constexpr int kCapacity = 1 << 20;  // some ten thousand steps: what a stalled agent may leave unread before lines are refused

}  // namespace

Napi::Value make_pipe(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    fcntl(ends[1], F_SETPIPE_SZ, kCapacity);  // best effort: ordinary users have a limit
    fcntl(ends[1], F_SETFL, O_NONBLOCK);      // one stalled agent must not make the others late
    auto object = Napi::Object::New(info.Env());
    object["read"] = ends[0];
    object["write"] = ends[1];
    return object;
  });
}

}  // namespace vmlab
