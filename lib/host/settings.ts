/**
 * Sets kernel files so that each setting can be undone, in any order. Settings of one entry lie on each other as layers: the value of the
 * uppermost holds. Taking a lower one away changes nothing yet; it goes, in journal and file, as soon as those above it have gone.
 */
import type { Session } from '../core/session.ts';
import type { Undo, UndoAction, UndoOutcome } from '../core/undo.ts';
import type { Host } from './host.ts';
import { type Setting, textFor, valueIn } from './setting.ts';

interface Layer {
  readonly undo: Undo;
  readonly action: UndoAction;
  released: boolean;
  outcome?: UndoOutcome;
}

export class Settings {
  readonly #host: Host;
  readonly #session: Session;
  readonly #layers = new Map<string, Layer[]>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ host, session }: { host: Host; session: Session }) {
    this.#host = host;
    this.#session = session;
  }

  /** Reads what is there, journals it, writes. @throws HostError with the errno of the read or the write. */
  set(setting: Setting): Promise<Undo> {
    return this.#inTurn(() => this.#set(setting));
  }

  /** Takes all settings away, the last first. */
  undoAll(): Promise<UndoOutcome[]> {
    return this.#inTurn(async () => {
      const outcomes: UndoOutcome[] = [];
      for (const layers of [...this.#layers.values()].reverse())
        for (const layer of [...layers].reverse()) outcomes.push(await this.#release(layers, layer));
      return outcomes;
    });
  }

  async #set({ file, value, rewritten, ...entry }: Setting): Promise<Undo> {
    const found = valueIn(await this.#host.readFile(file), entry);
    const action = { kind: 'restore-file', path: file, found, ...(rewritten ? {} : { written: value }), ...entry };
    const undo = await this.#session.effect(action, () => this.#host.writeFile(file, textFor(value, entry)));
    const layers = this.#layersOf(`${file} ${entry.line} ${entry.field}`);
    const layer: Layer = { undo, action, released: false };
    layers.push(layer);
    const release = () => this.#inTurn(() => this.#release(layers, layer));
    return { value: undefined, undo: release, [Symbol.asyncDispose]: async () => void (await release()) };
  }

  #layersOf(entry: string): Layer[] {
    const layers = this.#layers.get(entry) ?? [];
    this.#layers.set(entry, layers);
    return layers;
  }

  async #release(layers: Layer[], layer: Layer): Promise<UndoOutcome> {
    layer.released = true;
    for (let top = layers.at(-1); top?.released; top = layers.at(-1)) {
      layers.pop();
      top.outcome = await top.undo.undo();
    }
    return layer.outcome ?? { action: layer.action };
  }

  /** One at a time: between reading a value and writing another, nobody else of this process may write. */
  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
