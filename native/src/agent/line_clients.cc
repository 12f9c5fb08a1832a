#include "line_clients.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace vmlab {

namespace {

constexpr unsigned kPatience = 30'000;  // ms without an acknowledgement: the other machine is gone

// What a client says is thrown away. False when it has closed.
bool discard(int socket) {
  std::array<char, 4096> words;
  const auto size = recv(socket, words.data(), words.size(), MSG_DONTWAIT);
  return size > 0 || (size < 0 && (errno == EAGAIN || errno == EINTR));
}

}  // namespace

void LineClients::admit(Descriptor socket, const std::string& line) {
  if (clients_.size() >= kMost) return;
  setsockopt(socket.number(), IPPROTO_TCP, TCP_USER_TIMEOUT, &kPatience, sizeof(kPatience));
  clients_.push_back({std::move(socket), line});
  go_on(clients_.back());
  forget_gone();
}

void LineClients::tell(const std::string& line) {
  for (auto& client : clients_) {
    if (client.untold.empty()) client.untold = line;
    go_on(client);
  }
  forget_gone();
}

std::vector<pollfd> LineClients::watched() const {
  std::vector<pollfd> all;
  for (const auto& [socket, untold, gone] : clients_)
    all.push_back({socket.number(), static_cast<short>(untold.empty() ? POLLIN : POLLIN | POLLOUT), 0});
  return all;
}

void LineClients::attend(std::span<const pollfd> polled) {
  for (std::size_t index = 0; index < polled.size(); ++index) {
    Client& client = clients_[index];
    if ((polled[index].revents & ~POLLOUT) != 0 && !discard(client.socket.number())) client.gone = true;
    if ((polled[index].revents & POLLOUT) != 0) go_on(client);
  }
  forget_gone();
}

void LineClients::go_on(Client& client) {
  if (client.gone || client.untold.empty()) return;
  const auto size = send(client.socket.number(), client.untold.data(), client.untold.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (size > 0) client.untold.erase(0, static_cast<std::size_t>(size));
  if (size < 0 && errno != EAGAIN && errno != EINTR) client.gone = true;
}

void LineClients::forget_gone() {
  std::erase_if(clients_, [](const Client& client) { return client.gone; });
}

}  // namespace vmlab
