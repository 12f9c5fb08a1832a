#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <optional>
#include <span>

#include "stream/bell.h"
#include "system/descriptor.h"

namespace vmlab::stream {

/// A connected TCP socket. Whatever the system reports, a reset for one, is thrown as std::system_error.
class Connection {
 public:
  explicit Connection(Descriptor socket);

  /// Bytes read; 0: the peer has ended; nothing: there is none now.
  std::optional<std::size_t> try_receive(std::span<std::byte> space) const;
  /// Waits for some. `shut_down` ends the waiting.
  std::size_t receive(std::span<std::byte> space) const;

  /// Bytes that the socket took: 0 where it is full.
  std::size_t try_send(std::span<iovec> pieces) const;
  /// Waits until the socket took all. `shut_down` ends the waiting.
  void send(std::span<const std::byte> bytes) const;

  /// Until one of the poll(2) events, or the instant, or the bell.
  void wait(short events, const Bell& bell, Nanoseconds instant = Bell::kNever) const;

  /// Where the peer is a thread of this machine that runs on the same CPU, the calling thread moves to another: two that wait for each
  /// other's answers are kept together by the scheduler, and can then not both be awake.
  void leave_peers_cpu() const;

  /// Tells the peer that no more comes.
  void end() const noexcept;
  /// Both ways, from any thread: whoever waits here is woken.
  void shut_down() const noexcept;

 private:
  Descriptor socket_;
};

}  // namespace vmlab::stream
