#pragma once

#include "stream/address.h"

namespace vmlab::stream {

/// Whether a peer is on this machine, by the route to it. Nothing is sent.
bool is_here(const Address& peer);

/// For a socket whose peers are on this machine, before it is connected or listens: what is paced from its first packet stays so.
///
/// Between two sockets of one machine there is nothing to be congested, and BBR, where it is the system's choice, would pace what
/// the loopback device could take at once: half of the bandwidth is lost. Nor is there a way to be filled: what is buffered beyond what the
/// cache holds is only colder when it is read. Over a network the system's choices are kept.
void suit_local_traffic(int socket);

}  // namespace vmlab::stream
