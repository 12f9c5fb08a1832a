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
  if (!header_ && !begin_message()) return std::nullopt;
  if (header_->magic == kPage) return rest_of_page();
  if (header_->magic == kHello) return rest_of_hello();
  return end_message();
}

std::size_t MessageReader::begun() const {
  if (!header_) return available();
  return sizeof(MessageHeader) + (header_->magic == kPage ? kPageSize - page_left_ : available());
}

bool MessageReader::begin_message() {
  MessageHeader header;
  if (available() < sizeof header) return false;
  std::memcpy(&header, buffer_.data() + begin_, sizeof header);
  check_(header);
  begin_ += sizeof header;
  header_ = header;
  page_left_ = kPageSize;
  return true;
}

std::optional<Message> MessageReader::rest_of_page() {
  const std::size_t step = std::min(page_left_, available());
  begin_ += step;
  page_left_ -= step;
  if (page_left_ > 0) return std::nullopt;
  return end_message();
}

std::optional<Message> MessageReader::rest_of_hello() {
  Hello hello;
  if (available() < sizeof hello) return std::nullopt;
  std::memcpy(&hello, buffer_.data() + begin_, sizeof hello);
  begin_ += sizeof hello;
  return end_message(hello);
}

Message MessageReader::end_message(const Hello& hello) {
  const Message message{*header_, hello};
  header_.reset();
  return message;
}

}  // namespace vmlab::stream
