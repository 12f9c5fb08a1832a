/**
 * Does something that takes its time and knows no signal.
 *
 * @param giveUp makes it fail soon
 * @throws the signal's reason where it failed after the abort; else what `act` throws
 * @example await abortable(signal, () => void child.end(0), () => firstWords(child))
 */
export async function abortable<Value>(
  signal: AbortSignal,
  giveUp: () => void,
  act: () => Promise<Value>,
): Promise<Value> {
  signal.throwIfAborted();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await act();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
