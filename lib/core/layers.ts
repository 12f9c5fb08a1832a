/**
 * Effects that can be undone in any order. Those on one thing lie on each other as layers: what the uppermost set holds. Taking a lower one
 * away changes nothing yet; it goes, in journal and world, as soon as those above it have gone.
 */
import type { Undo, UndoAction, UndoOutcome } from './undo.ts';

/** An effect that stands now, and what undoing it will be. */
export interface LayerEffect {
  readonly undo: Undo<unknown>;
  readonly action: UndoAction;
}

interface Layer extends LayerEffect {
  released: boolean;
  outcome?: UndoOutcome;
}

export class Layers {
  readonly #layers = new Map<string, Layer[]>();
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param thing what the effect is on
   * @param act finds out what is there, and sets something else
   */
  add(thing: string, act: () => Promise<LayerEffect>): Promise<Undo> {
    return this.#inTurn(async () => {
      const layer: Layer = { ...(await act()), released: false };
      const layers = this.#layersOf(thing);
      layers.push(layer);
      const release = () => this.#inTurn(() => this.#release(layers, layer));
      return { value: undefined, undo: release, [Symbol.asyncDispose]: async () => void (await release()) };
    });
  }

  /** Takes all away, the last first. */
  undoAll(): Promise<UndoOutcome[]> {
    return this.#inTurn(async () => {
      const outcomes: UndoOutcome[] = [];
      for (const layers of [...this.#layers.values()].reverse())
        for (const layer of [...layers].reverse()) outcomes.push(await this.#release(layers, layer));
      return outcomes;
    });
  }

  #layersOf(thing: string): Layer[] {
    const layers = this.#layers.get(thing) ?? [];
    this.#layers.set(thing, layers);
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

  /** One at a time: between finding a value and setting another, nobody else of this process may. */
  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
