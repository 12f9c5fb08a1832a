/** Tests for a machine with cgroup v2 and nothing else. They run one after another; the last one closes the session. */
import './detect.ts';
import './leftovers.ts';
import './cpu.ts';
import './memory.ts';
import './io.ts';
import './pids.ts';
import './freeze.ts';
import './removal.ts';
import './container.ts';
import './replay.ts';
import './end.ts';
