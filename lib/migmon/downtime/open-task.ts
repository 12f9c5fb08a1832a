import { type Listening, openListening } from '../listening.ts';
import { type PreparedTask, runPrepared, type Watching } from './task-run.ts';

/** @param prepare makes the task; it tells the port as soon as it listens @returns what listens already */
export const openTask = <Event, Result>(
  prepare: (onListening: (port: number) => void) => Promise<PreparedTask<Event, Result>>,
  options: Watching<Event>,
): Promise<Listening<Event, Result>> =>
  openListening(
    async ({ onListening, ...run }) => runPrepared(await prepare(onListening), { ...run, on: options.on }),
    options,
  );
