#pragma once

#include "stream/connection.h"
#include "stream/outbox.h"

namespace vmlab::stream {

/// Ends a source's connection, within twice its patience: at the boundary of a page, and after reading what the destination had still sent. A socket
/// that is closed with something unread resets the connection, and the destination would lose pages that are on their way.
void bid_farewell(const Connection& connection, Outbox& outbox, TrafficMeter& meter, Nanoseconds patience) noexcept;

}  // namespace vmlab::stream
