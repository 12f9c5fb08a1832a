#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "stream/wire.h"

namespace vmlab::stream {

/// A message that is wholly there. The 4096 bytes of a page were read and are not kept.
struct Message {
  MessageHeader header;
  Hello hello;  // of kHello
};

/// Cuts a stream of bytes into messages. Large pieces are read into one buffer that stays in the cache, and parsed where they lie.
class MessageReader {
 public:
  /// Called with each header once, as soon as it is there; throws ProtocolError for one that may not come.
  using Check = std::function<void(const MessageHeader&)>;

  MessageReader(std::size_t capacity, Check check) : buffer_(capacity), check_(std::move(check)) {}

  /// Where to read into, after `next` returned nothing; never empty.
  std::span<std::byte> space();
  void filled(std::size_t bytes) { end_ += bytes; }

  std::optional<Message> next();

  /// Bytes of the message that is not wholly there; 0 at a boundary.
  std::size_t begun() const;

 private:
  bool begin_message();
  std::optional<Message> rest_of_page();
  std::optional<Message> rest_of_hello();
  Message end_message(const Hello& hello = {});
  std::size_t available() const { return end_ - begin_; }

  std::vector<std::byte> buffer_;
  Check check_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::optional<MessageHeader> header_;  // of the message whose body is awaited
  std::size_t page_left_ = 0;
};

}  // namespace vmlab::stream
