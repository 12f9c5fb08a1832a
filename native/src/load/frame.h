#pragma once

#include <cstdint>

namespace vmlab {

/// What a frame costs, in bytes as the interface counts them.
struct FrameSize {
  std::int64_t headers;
  std::int64_t payload;  // at most

  std::int64_t largest() const { return headers + payload; }
};

/// The next frame towards a total that is to be hit exactly; 0 when less than one frame's headers is left. The last but
/// one gives way when the rest after it would be too small for a frame of its own.
constexpr std::int64_t next_frame(std::int64_t left, const FrameSize& size) {
  if (left < size.headers) return 0;
  if (left <= size.largest()) return left;
  const std::int64_t rest = left - size.largest();
  return rest < size.headers ? left - size.headers : size.largest();
}

}  // namespace vmlab
