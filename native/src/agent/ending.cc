#include "ending.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>

#include "../load/failure.h"
#include "wake.h"

namespace vmlab {

Ending::Ending() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGPIPE}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  sigdelset(&signals, SIGPIPE);  // blocked only: a write then fails with EPIPE
  signals_ = Descriptor(signalfd(-1, &signals, SFD_CLOEXEC));
}

std::string Ending::read_more(const std::stop_token& stop) const {
  const Wake wake(stop);
  std::array<pollfd, 3> watched{{{STDIN_FILENO, POLLIN, 0}, {signals_.number(), POLLIN, 0}, {wake.number(), POLLIN, 0}}};
  while (poll(watched.data(), watched.size(), -1) < 0 && errno == EINTR) {
  }
  if (watched[1].revents != 0 || watched[2].revents != 0) return {};
  std::array<char, 65536> buffer;
  const auto size = ::read(STDIN_FILENO, buffer.data(), buffer.size());
  return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
}

void keep_input_open() {
  int ends[2];
  if (pipe(ends) != 0 || dup2(ends[0], STDIN_FILENO) < 0) throw failed("pipe", "cannot detach");
}

}  // namespace vmlab
