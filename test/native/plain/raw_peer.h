#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <vector>

#include "check.h"
#include "stream/wire.h"
#include "system/descriptor.h"

/// The other end of a migration stream, which may say whatever it likes.
class RawPeer {
 public:
  explicit RawPeer(vmlab::Descriptor socket) : socket_(std::move(socket)) {
    const timeval patience{10, 0};
    setsockopt(socket_.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }

  static RawPeer to(int port) {
    vmlab::Descriptor socket(::socket(AF_INET, SOCK_STREAM, 0));
    const sockaddr_in address = loopback(port);
    const int result = connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    check::equal(result, 0, "connect");
    return RawPeer(std::move(socket));
  }

  RawPeer& message(std::uint64_t magic, std::uint64_t index) {
    const vmlab::stream::MessageHeader header{magic, index};
    return bytes(&header, sizeof header);
  }

  RawPeer& page(std::uint64_t index) {
    message(vmlab::stream::kPage, index);
    const std::vector<char> contents(vmlab::stream::kPageSize);
    return bytes(contents.data(), contents.size());
  }

  RawPeer& bytes(const void* data, std::size_t size) {
    check::equal(send(socket_.number(), data, size, MSG_NOSIGNAL), static_cast<ssize_t>(size), "bytes sent");
    return *this;
  }

  /// The next header from there.
  vmlab::stream::MessageHeader read_header() {
    vmlab::stream::MessageHeader header{};
    check::equal(recv(socket_.number(), &header, sizeof header, MSG_WAITALL), static_cast<ssize_t>(sizeof header), "bytes of a header");
    return header;
  }

  void read_page() {
    std::vector<char> contents(vmlab::stream::kPageSize);
    check::equal(recv(socket_.number(), contents.data(), contents.size(), MSG_WAITALL), static_cast<ssize_t>(contents.size()), "bytes of a page");
  }

  /// Whether the peer closes the connection, after whatever it still sends.
  bool is_left() {
    std::vector<char> rest(1 << 16);
    for (int reads = 0; reads < 100'000; reads++) {
      const ssize_t got = recv(socket_.number(), rest.data(), rest.size(), 0);
      if (got <= 0) return got == 0 || errno == ECONNRESET;
    }
    return false;
  }

  void close() { vmlab::Descriptor ending = std::move(socket_); }

 private:
  friend class RawListener;

  static sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }

  vmlab::Descriptor socket_;
};

/// Takes the connections of a source.
class RawListener {
 public:
  RawListener() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = RawPeer::loopback(0);
    socklen_t size = sizeof address;
    check::equal(bind(socket_.number(), reinterpret_cast<const sockaddr*>(&address), size), 0, "bind");
    check::equal(listen(socket_.number(), 16), 0, "listen");
    getsockname(socket_.number(), reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
  }

  int port() const { return port_; }
  RawPeer accept() { return RawPeer(vmlab::Descriptor(::accept(socket_.number(), nullptr, nullptr))); }

 private:
  vmlab::Descriptor socket_;
  int port_ = 0;
};
