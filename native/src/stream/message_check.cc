#include "stream/message_check.h"

#include <cstdio>
#include <string>

#include "stream/protocol_error.h"

namespace vmlab::stream {

namespace {

/// `0x123`
std::string hexadecimal(std::uint64_t number) {
  char text[19];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(number));
  return text;
}

void check_page(const std::string& deed, std::uint64_t index, std::uint64_t pages) {
  if (index < pages) return;
  throw ProtocolError(deed + " page " + std::to_string(index) + " of a VM of " + std::to_string(pages) + " pages");
}

void check_hello(std::uint64_t version, bool first) {
  if (!first) throw ProtocolError("the source sent a hello after its first message");
  if (version == kHelloVersion) return;
  throw ProtocolError("the source speaks version " + std::to_string(version) + " of vmlab's hello; version " + std::to_string(kHelloVersion) +
                      " is known here");
}

}  // namespace

MessageReader::Check check_of_source(std::uint64_t pages) {
  return [pages, first = true](const MessageHeader& header) mutable {
    if (header.magic == kPage) {
      check_page("the source sent", header.index, pages);
    } else if (header.magic == kHello) {
      check_hello(header.index, first);
    } else if (header.magic != kHandshake) {
      throw ProtocolError("the source sent " + hexadecimal(header.magic) +
                          " where a page (0x123), a handshake (0x125) or a hello (0x126) was expected");
    }
    first = false;
  };
}

MessageReader::Check check_of_destination(std::uint64_t pages) {
  return [pages](const MessageHeader& header) {
    if (header.magic != kPageRequest)
      throw ProtocolError("the destination sent " + hexadecimal(header.magic) + " where a page request (0x124) was expected");
    check_page("the destination requested", header.index, pages);
  };
}

}  // namespace vmlab::stream
