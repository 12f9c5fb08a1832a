#pragma once
#include <napi.h>

#include "system/record.h"

namespace vmlab {

/** An object of numbers, strings and Float64Arrays. */
Napi::Object to_object(Napi::Env env, const Record& record);
/** Its numbers, strings and Float64Arrays; booleans as 0 and 1; what is undefined is left out. @throws Napi::TypeError for anything else */
Record to_record(const Napi::Object& object);

}  // namespace vmlab
