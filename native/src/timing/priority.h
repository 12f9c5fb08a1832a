#pragma once

namespace vmlab {

/**
 * Asks the kernel to run the calling thread soon after it wakes, by the best means that is allowed: the real-time class (root), else
 * a short EEVDF slice (Linux 6.12). For threads that sleep nearly always: they wake, do microseconds of work, and sleep again.
 */
void prefer_prompt_wakeups();

}  // namespace vmlab
