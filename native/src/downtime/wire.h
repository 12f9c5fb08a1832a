#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <utility>

#include "system/clock.h"

namespace vmlab::downtime {

/// What a request says, over UDP, little-endian; a server sends it back as it came:
///
///     0  "echo"           with which all begin; mig_mon sends this and nothing else
///     4  "vml", 1         whose, and which version of it
///     8  u64 run          a number for all requests of one run
///    16  u64 sequence     from 0
///    24  u64 sent         the sender's CLOCK_MONOTONIC, ns
struct Request {
  std::uint64_t run = 0;
  std::uint64_t sequence = 0;
  Nanoseconds sent = 0;
};

constexpr std::size_t kRequestBytes = 32;
constexpr std::array<unsigned char, 8> kMark = {'e', 'c', 'h', 'o', 'v', 'm', 'l', 1};
constexpr std::size_t kEchoBytes = 4;

/// Numbers above this come from no run of vmlab, and would not be safe to count with.
constexpr std::uint64_t kMostNumber = std::uint64_t{1} << 53;

using Payload = std::array<unsigned char, kRequestBytes>;

inline void store(unsigned char* to, std::uint64_t value) {
  for (int byte = 0; byte < 8; byte++) to[byte] = static_cast<unsigned char>(value >> (8 * byte));
}

inline std::uint64_t load(const unsigned char* from) {
  std::uint64_t value = 0;
  for (int byte = 0; byte < 8; byte++) value |= std::uint64_t{from[byte]} << (8 * byte);
  return value;
}

inline Payload encode(const Request& request) {
  Payload payload{};
  std::memcpy(payload.data(), kMark.data(), kMark.size());
  store(&payload[8], request.run);
  store(&payload[16], request.sequence);
  store(&payload[24], static_cast<std::uint64_t>(request.sent));
  return payload;
}

inline bool is_echo(std::span<const unsigned char> bytes) {
  return bytes.size() >= kEchoBytes && std::memcmp(bytes.data(), kMark.data(), kEchoBytes) == 0;
}

/// Nothing for what vmlab did not send.
inline std::optional<Request> decode(std::span<const unsigned char> bytes) {
  if (bytes.size() != kRequestBytes || std::memcmp(bytes.data(), kMark.data(), kMark.size()) != 0) return {};
  const auto [sequence, sent] = std::pair(load(&bytes[16]), load(&bytes[24]));
  if (sequence > kMostNumber || sent > kMostNumber) return {};
  return Request{load(&bytes[8]), sequence, static_cast<Nanoseconds>(sent)};
}

}  // namespace vmlab::downtime
