/**
 * Live migration, emulated and measured: its streams, dirty memory, downtime.
 */
import { dirty } from './dirty/dirty.ts';
import { beacon } from './downtime/beacon/beacon.ts';
import { downtime } from './downtime/client/downtime.ts';
import { listener } from './downtime/listener/listener.ts';
import { echoServer } from './downtime/server/echo-server.ts';
import { readSpikeLog } from './downtime/spike-log.ts';
import { destination } from './stream/destination/destination.ts';
import { postcopy, precopy, source } from './stream/source/create.ts';

/**
 * What mig_mon does, as builders that do nothing until `run()`, `watch()` or `listen()`.
 *
 * @example for await (const second of migmon.precopy().to('192.0.2.7').for('10s').watch()) console.log(String(second));
 */
export const migmon = {
  source,
  precopy,
  postcopy,
  destination,
  dirty,
  echoServer,
  downtime,
  listener,
  beacon,
  readSpikeLog,
};
