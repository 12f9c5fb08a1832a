#pragma once

#include <stdexcept>

namespace vmlab::stream {

/// What a peer sent, or left unsent, that no migration stream has.
struct ProtocolError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace vmlab::stream
