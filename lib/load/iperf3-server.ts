import { type EngineProgram, startEngineProgram } from './engine-program.ts';
import { isListening, serverArguments } from './iperf3-arguments.ts';

export interface Iperf3Server {
  readonly port: number;
  readonly program: EngineProgram;
}

/** iperf3's own. It cannot look for a free one itself, so the next few are tried where it is taken. */
const FIRST_PORT = 5201;
const PORTS = 16;

/** Starts a receiver of one test, outside any VM. @throws RunError (code 'ENGINE') with what it said to the last port that was tried; the signal's reason */
export async function startServer(address: string, signal: AbortSignal): Promise<Iperf3Server> {
  for (let port = FIRST_PORT; ; port++) {
    try {
      const argv = serverArguments({ to: address, port });
      const place = { joinFiles: [] };
      return { port, program: await startEngineProgram({ argv, place, signal, isReady: isListening }) };
    } catch (error) {
      if (signal.aborted || port === FIRST_PORT + PORTS - 1) throw error;
    }
  }
}
