#include "stream/message_reader.h"

#include <algorithm>
#include <cstring>

namespace vmlab::stream {

std::span<std::byte> MessageReader::space() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, available());  // less than a hello: a page's bytes are skipped as they come
  end_ -= begin_;
  begin_ = 0;
  return std::span(buffer_).subspan(end_);
}

std::optional<Message> MessageReader::next() {
  if (page_left_ > 0) return rest_of_page();
  if (available() < sizeof(MessageHeader)) return std::nullopt;
  Message message{};
  std::memcpy(&message.header, buffer_.data() + begin_, sizeof message.header);
  check_(message.header);
  const std::size_t body = message.header.magic == kHello ? sizeof(Hello) : 0;
  if (available() < sizeof message.header + body) return std::nullopt;
  begin_ += sizeof message.header;
  if (message.header.magic == kPage) {
    page_ = message.header;
    page_left_ = kPageSize;
    return rest_of_page();
  }
  std::memcpy(&message.hello, buffer_.data() + begin_, body);
  begin_ += body;
  return message;
}

std::size_t MessageReader::begun() const {
  return page_left_ > 0 ? kPageMessageSize - page_left_ : available();
}

std::optional<Message> MessageReader::rest_of_page() {
  const std::size_t step = std::min(page_left_, available());
  begin_ += step;
  page_left_ -= step;
  if (page_left_ > 0) return std::nullopt;
  return Message{page_, {}};
}

}  // namespace vmlab::stream
