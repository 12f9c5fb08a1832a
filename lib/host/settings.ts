/**
 * Sets kernel files so that each setting can be undone, in any order: settings of one entry are layers.
 */
import { Layers } from '../core/layers.ts';
import type { Session } from '../core/session.ts';
import type { Undo, UndoOutcome } from '../core/undo.ts';
import type { Host } from './host.ts';
import { type Setting, textFor, valueIn } from './setting.ts';

export class Settings {
  readonly #host: Host;
  readonly #session: Session;
  readonly #layers = new Layers();

  constructor({ host, session }: { host: Host; session: Session }) {
    this.#host = host;
    this.#session = session;
  }

  /** Reads what is there, journals it, writes. @throws HostError with the errno of the read or the write. */
  set({ file, value, rewritten, ...entry }: Setting): Promise<Undo> {
    return this.#layers.add(`${file} ${entry.line} ${entry.field}`, async () => {
      const found = valueIn(await this.#host.readFile(file), entry);
      const action = { kind: 'restore-file', path: file, found, ...(rewritten ? {} : { written: value }), ...entry };
      const undo = await this.#session.effect(action, () => this.#host.writeFile(file, textFor(value, entry)));
      return { undo, action };
    });
  }

  /** Takes all settings away, the last first. */
  undoAll(): Promise<UndoOutcome[]> {
    return this.#layers.undoAll();
  }
}
