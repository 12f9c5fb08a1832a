import { abortable } from '../../../core/abortable.ts';
import type { Dialogue } from '../../../host/local/dialogue.ts';

/** What ends a command before its answer. */
export interface Patience {
  /** In s. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/** virsh cannot be told to give a command up, but it can be ended. @param act is told whether it is late */
export async function inTime<Value>(
  dialogue: Dialogue,
  { limit, signal }: Patience,
  act: (isLate: () => boolean) => Promise<Value>,
): Promise<Value> {
  let late = false;
  const giveUp = () => void dialogue.end(0);
  const timer = setTimeout(() => {
    late = true;
    giveUp();
  }, limit * 1000);
  try {
    return await (signal ? abortable(signal, giveUp, () => act(() => late)) : act(() => late));
  } finally {
    clearTimeout(timer);
  }
}
