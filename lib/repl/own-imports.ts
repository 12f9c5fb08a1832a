import { register } from 'node:module';
import { extname } from 'node:path';

/** A module of its own for Node, which runs it in a thread of its own: so it is text. */
const HOOKS = `
let own;
export const initialize = (urls) => { own = urls; };
export async function resolve(specifier, context, next) {
  if (Object.hasOwn(own, specifier)) return { url: own[specifier], format: 'module', shortCircuit: true };
  const found = await next(specifier, context);
  // tsx marks in the URL what it takes for CommonJS.
  const [url] = found.url.split('%3Ftsx');
  return url.split('?')[0].endsWith('.ts') && !url.includes('/node_modules/') ? { ...found, url, format: 'module' } : found;
}
`;

/**
 * From here on `import 'vmlab'`, wherever it stands, is this very vmlab: a process has one session. And TypeScript is a module, that may await, whatever
 * the package around it says, or where there is none.
 */
export function ownImports(): void {
  const urlOf = (name: string) => new URL(`../${name}${extname(import.meta.url)}`, import.meta.url).href;
  const data = { vmlab: urlOf('index'), 'vmlab/testing': urlOf('testing') };
  register(`data:text/javascript,${encodeURIComponent(HOOKS)}`, { data });
}
