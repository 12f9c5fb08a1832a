#pragma once

#include <cstddef>
#include <cstdint>

namespace vmlab::stream {

// What goes over a connection of an emulated migration, little-endian as the machines that vmlab runs on. mig_mon knows all of it but
// the hello.
//
//   source -> destination   kHandshake, index 0        start sending page requests (on this connection)
//                           kPage, index + 4096 bytes  a page
//                           kHello, index = version, + 32 bytes (Hello); only as the first message of a connection, and only where
//                           an extension needs it
//   destination -> source   kPageRequest, index        send this page; it is answered on the same connection
//
// A connection ends at the boundary of a message; anything else is an error.

constexpr std::uint64_t kPage = 0x123;
constexpr std::uint64_t kPageRequest = 0x124;
constexpr std::uint64_t kHandshake = 0x125;
constexpr std::uint64_t kHello = 0x126;

constexpr std::size_t kPageSize = 4096;
constexpr std::uint16_t kDefaultPort = 12323;
constexpr double kDefaultVmSize = 1099511627776.0;  // bytes, 1 TiB
constexpr std::uint32_t kMostRequests = 1024;       // in flight, on one connection

struct MessageHeader {
  std::uint64_t magic;
  std::uint64_t index;
};
static_assert(sizeof(MessageHeader) == 16);

constexpr std::size_t kPageMessageSize = sizeof(MessageHeader) + kPageSize;

constexpr std::uint64_t kHelloVersion = 1;

/// Tells which connections are one source's, and what each is for.
struct Hello {
  static constexpr std::uint32_t kRequestedPages = 1;  // a flag: this connection carries requested pages only

  std::uint64_t session;      // the same on all connections of a source, and of no other source
  std::uint32_t connection;   // this one, from 0
  std::uint32_t connections;  // how many there are
  std::uint32_t flags;
  std::uint32_t requests;  // that the destination shall keep in flight; 0: as many as it was told itself
  std::uint64_t reserved;  // 0
};
static_assert(sizeof(Hello) == 32);

}  // namespace vmlab::stream
