/**
 * The lines of a session that went well, as a script.
 */
import { builtinModules } from 'node:module';
import type { ModuleDeclaration, Statement } from 'acorn';
import type { Line } from '../evaluate/line.ts';
import { parseJavaScript } from '../evaluate/parse.ts';
import type { VmSource } from '../vm-variables.ts';
import { assignedIn, declaredBy, namesIn } from './names.ts';
import { type Saved, saved } from './statement.ts';

export interface SavedWith {
  /** Variables that vmlab gave VMs, and what they stand for. */
  readonly vms: ReadonlyMap<string, VmSource>;
  /** Whose VMs `lab` is for: of this machine unless told. */
  readonly uri?: string;
  /** Names that come from vmlab. */
  readonly api: readonly string[];
}

/**
 * @returns a module in TypeScript that does what the lines did: its imports are there, and promises are awaited where one was
 * @example scriptOf(lines, { vms: new Map([['vm1', { vm: 'vm1', lab: 'lab' }]]), api: ['lab'] })
 */
export function scriptOf(lines: readonly Line[], { vms, api, uri = LOCAL }: SavedWith): string {
  const statements = lines.flatMap((line) =>
    parseJavaScript(line.source).body.map((statement) => ({ statement, line })),
  );
  const changed = changedNames(statements.map(({ statement }) => statement));
  const [declared, used] = [new Set<string>(), new Set<string>()];
  const [imports, body] = [new Set<string>(), [] as Saved[]];
  for (const { statement, line } of statements) {
    const names = namesIn(statement);
    for (const name of names) used.add(name);
    for (const [variable, source] of vms)
      if (names.has(variable) && !declared.has(variable) && !declaredBy(statement).includes(variable)) {
        body.push(handle(variable, source, uri));
        declared.add(variable);
        used.add(source.lab);
      }
    if (names.has('_') && !declared.has('_')) keepLast(body);
    const item = saved(statement, line, { declared, changed });
    if (statement.type === 'ImportDeclaration') imports.add(item.text);
    else body.push(item);
    for (const name of [...declaredBy(statement), ...implicitly(item, statement)]) declared.add(name);
  }
  const free = [...used].filter((name) => !declared.has(name));
  const isElsewhere = uri !== LOCAL && free.includes('lab');
  const ours = api
    .filter((name) => free.includes(name))
    .map((name) => (isElsewhere && name === 'lab' ? 'lab as here' : name));
  const opened = isElsewhere ? [`await using lab = await here.open('${uri}');`] : [];
  return [HEAD, ...importsOf(free, ours), ...imports, '', ...opened, ...body.map(textOf), ''].join('\n');
}

const HEAD = '// Saved from vmlab-repl. vmlab-repl and tsx run it.';

const LOCAL = 'local:';

/** A VM that was a variable by itself is one by a handle: handles of one name share the VM. One that vmlab does not make is there to be opened. */
function handle(variable: string, { vm, lab }: VmSource, uri: string): Saved {
  const isMade = lab === 'lab' && uri === LOCAL;
  const made = `${lab}.vm('${vm}')`;
  return { kind: 'statement', text: `const ${variable} = ${isMade ? made : `await ${made}.open()`};` };
}

/** What `_` stands for is the last value there was. */
function keepLast(body: Saved[]): void {
  const at = body.findLastIndex(({ kind }) => kind === 'value' || kind === 'shown');
  const last = body[at];
  if (last && !last.text.startsWith('globalThis._ = ')) body[at] = { ...last, text: `globalThis._ = ${last.text}` };
}

/** At a prompt a name may be assigned to that was never declared. */
const implicitly = ({ text, kind }: Saved, statement: Statement | ModuleDeclaration): string[] =>
  kind === 'statement' && statement.type === 'ExpressionStatement' && text.startsWith('let ')
    ? assignedIn(statement).slice(0, 1)
    : [];

function changedNames(statements: readonly (Statement | ModuleDeclaration)[]): Set<string> {
  const seen = new Set<string>();
  const again = statements.flatMap(declaredBy).filter((name) => seen.size === seen.add(name).size);
  return new Set([...again, ...statements.flatMap(assignedIn)]);
}

function importsOf(free: readonly string[], ours: readonly string[]): string[] {
  const builtin = free
    .filter((name) => builtinModules.includes(name))
    .map((name) => `import ${name} from 'node:${name}';`);
  const require = [
    "import { createRequire } from 'node:module';",
    'const require = createRequire(import.meta.filename);',
  ];
  return [
    ...builtin,
    ...(ours.length > 0 ? [`import { ${ours.join(', ')} } from 'vmlab';`] : []),
    ...(free.includes('require') ? require : []),
  ];
}

function textOf({ kind, text }: Saved): string {
  if (kind === 'items') return `for await (const item of ${text}) console.log(String(item));`;
  if (kind === 'shown') return `console.log(${text});`;
  return kind === 'value' ? `${text};` : text;
}
