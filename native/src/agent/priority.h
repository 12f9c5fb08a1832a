#pragma once

namespace vmlab {

/// Wakes this thread, and those it starts later, at the instant asked for, without a larger share of the CPU. False where
/// the kernel has no short slices.
bool wake_promptly();

/// Puts this thread before all ordinary ones; threads it starts later are ordinary. False where the kernel refuses.
bool go_first();

}  // namespace vmlab
