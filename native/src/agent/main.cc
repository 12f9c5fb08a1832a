// vmlab-agent: makes the loads of one VM. The protocol is in native/README.md.

#include <iostream>
#include <map>

#include "../load/failure.h"
#include "verbs.h"

namespace {

constexpr int kUsage = 2;

const std::map<std::string, int (*)(const vmlab::Words&)> kVerbs = {
    {"load", vmlab::run_load},
    {"exec", vmlab::run_exec},
    {"sink", vmlab::run_sink},
    {"memory", vmlab::run_memory},
    {"task", vmlab::run_task}};

}  // namespace

int main(int count, char** words) {
  const auto verb = kVerbs.find(count > 1 ? words[1] : "");
  if (verb == kVerbs.end()) {
    std::cerr << "usage: vmlab-agent load|exec|sink|memory|task [FLAGS]; see native/README.md\n";
    return kUsage;
  }
  try {
    return verb->second({words + 2, words + count});
  } catch (const vmlab::Failure& failure) {
    std::cerr << "vmlab-agent: " << failure.what() << '\n';
    return failure.operation == "arguments" ? kUsage : 1;
  }
}
