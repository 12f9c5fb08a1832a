#pragma once

#include "stream/message_reader.h"

namespace vmlab::stream {

/// What a destination takes from a source: a hello first, if any, handshakes, and pages of the VM.
MessageReader::Check check_of_source(std::uint64_t pages);

/// What a source takes from a destination: requests of pages of the VM.
MessageReader::Check check_of_destination(std::uint64_t pages);

}  // namespace vmlab::stream
