import type { Shape } from '../shape.ts';
import type { TargetInput } from './target.ts';

/** All that a script has said of a replay from outside, before anything is read or done. */
export interface RxSpec<Options> {
  readonly file: string;
  readonly options: Options;
  readonly shapes: readonly Shape[];
  /** A `config_host`, or the receivers themselves. */
  readonly targets?: string | readonly TargetInput[];
  readonly interface?: string;
  readonly protocol?: 'udp' | 'tcp';
}
