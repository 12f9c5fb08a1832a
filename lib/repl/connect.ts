import { VmlabError } from '../core/errors.ts';
import { type Lab, lab } from '../lab/lab.ts';

export const LOCAL = 'local:';

/**
 * The lab that `--connect` names. What was done through it is undone with the session, as all else.
 *
 * @returns undefined, having said why, where there is none
 */
export async function connected(uri: string = LOCAL): Promise<Lab | undefined> {
  if (uri === LOCAL) return lab;
  try {
    return await lab.open(uri);
  } catch (error) {
    if (!(error instanceof VmlabError)) throw error;
    console.error(`vmlab-repl: ${error.message}`);
    process.exitCode = 1;
    return undefined;
  }
}
