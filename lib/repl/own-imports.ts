import { register } from 'node:module';
import { extname } from 'node:path';

/** A module of its own for Node, which runs it in a thread of its own: so it is text. */
const HOOKS = `
let own;
export const initialize = (urls) => { own = urls; };
export const resolve = (specifier, context, next) =>
  Object.hasOwn(own, specifier) ? { url: own[specifier], format: 'module', shortCircuit: true } : next(specifier, context);
`;

/** From here on `import 'vmlab'`, wherever it stands, is this very vmlab: a process has one session. */
export function ownImports(): void {
  const urlOf = (name: string) => new URL(`../${name}${extname(import.meta.url)}`, import.meta.url).href;
  const data = { vmlab: urlOf('index'), 'vmlab/testing': urlOf('testing') };
  register(`data:text/javascript,${encodeURIComponent(HOOKS)}`, { data });
}
