import type { ApiIndex } from './api-index.ts';
import { own, type Root } from './follow.ts';

/** What documentation is asked for by: an export (`migmon`), or a type, which may be written as a variable would be (`vm` for `Vm`). */
export const documented =
  (index: ApiIndex): Root =>
  (name) => {
    const exported = own(index.exports, name);
    if (exported) return exported;
    const type = own(index.types, name) ? name : Object.keys(index.types).find((each) => isSame(each, name));
    return type === undefined ? undefined : { value: { text: type, types: [type] } };
  };

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
