/**
 * Does something synchronous that Ctrl-C is to break off. As long as anyone listens for SIGINT, Node cannot do that; and what watches for it
 * then takes the listeners' place in the kernel for good, until they listen anew. (`vm` does the same for its scripts.)
 */
export function withoutListeners(act: () => void): void {
  const listeners = process.rawListeners('SIGINT') as NodeJS.SignalsListener[];
  process.removeAllListeners('SIGINT');
  try {
    act();
  } finally {
    for (const listener of listeners) process.on('SIGINT', listener);
  }
}
