#pragma once

#include <poll.h>

#include <span>
#include <string>
#include <vector>

#include "../load/descriptor.h"

namespace vmlab {

/// Connections that are told lines. Nobody waits for any of them: who has not taken the last line misses the next.
class LineClients {
 public:
  /// Takes a connection and tells it a first line. Beyond 64 it is closed at once.
  void admit(Descriptor socket, const std::string& line);

  void tell(const std::string& line);

  /// What to poll for.
  std::vector<pollfd> watched() const;

  /// Goes on with what is half told, and lets go who has left; `polled` is what `watched` gave, with its answers.
  void attend(std::span<const pollfd> polled);

 private:
  static constexpr std::size_t kMost = 64;

  struct Client {
    Descriptor socket;
    std::string untold;  // of a line that was begun
    bool gone = false;
  };

  static void go_on(Client& client);
  void forget_gone();

  std::vector<Client> clients_;
};

}  // namespace vmlab
