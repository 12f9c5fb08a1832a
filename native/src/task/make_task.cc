#include <stdexcept>

#include "dirty/dirty_task.h"
#include "downtime/beacon.h"
#include "downtime/echo_client.h"
#include "downtime/echo_server.h"
#include "downtime/listener.h"
#include "stream/destination.h"
#include "stream/source.h"
#include "task/task.h"

namespace vmlab {

std::unique_ptr<Task> make_task(const std::string& name, const Record& settings) {
  if (name == "echo-server") return std::make_unique<downtime::EchoServer>(settings);
  if (name == "echo-client") return std::make_unique<downtime::EchoClient>(settings);
  if (name == "listener") return std::make_unique<downtime::Listener>(settings);
  if (name == "beacon") return std::make_unique<downtime::Beacon>(settings);
  if (name == "stream-source") return std::make_unique<stream::Source>(settings);
  if (name == "stream-destination") return std::make_unique<stream::Destination>(settings);
  if (name == "dirty") return std::make_unique<dirty::DirtyTask>(settings);
  throw std::invalid_argument("expected the name of a task, got '" + name + "'");
}

}  // namespace vmlab
