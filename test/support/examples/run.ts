import { inspect } from 'node:util';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import { LIB } from '../../../build/api-index/program.ts';
import type { Example } from './extract.ts';

/** Names and what they stand for. */
export type Scope = Readonly<Record<string, unknown>>;

/** Runs an example. @returns what its last line comes to; undefined where that is no expression */
export async function runExample(code: string, scope: Scope): Promise<unknown> {
  const source = `const result = async () => {\n${returning(code)}\n}`;
  const { code: plain } = transformSync(source, { loader: 'ts', target: 'node20' });
  return new Function(...Object.keys(scope), `${plain}\nreturn result();`)(...Object.values(scope));
}

function returning(code: string): string {
  const last = lastStatement(code);
  if (!last || !ts.isExpressionStatement(last)) return code;
  return `${code.slice(0, last.getStart())}return (${last.expression.getText()});`;
}

const lastStatement = (code: string): ts.Statement | undefined =>
  ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true).statements.at(-1);

/** What an example says that it comes to: the comment behind it, where that is a value. */
export function saidResult(code: string): string | undefined {
  const behind = code.slice(lastStatement(code)?.end ?? 0).replace(/^;?\s*/, '');
  const text = behind.replace(/^\/\/ ?/gm, '').trim();
  return behind.startsWith('//') && IS_VALUE.test(text) ? text : undefined;
}

const IS_VALUE = /^(['"[{\d-]|true$|false$|NaN|Math\.|[A-Z]\w+ \[)/;

/** Whether a value is what was said: the same as that expression, or as printed; `…` stands for anything. */
export function isAsSaid(value: unknown, said: string): boolean {
  const printed = canonical(inspect(value, PLAIN));
  const ways = [said, said.replace(/, [a-z][^:]*$/, '')]; // `0.4, in cores`
  return ways.some((way) => printed === canonical(evaluated(way)) || pattern(canonical(way)).test(printed));
}

const PLAIN = { depth: null, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: null, maxStringLength: null };

function evaluated(text: string): string {
  try {
    return inspect(new Function(`return (${text})`)(), PLAIN);
  } catch {
    return text;
  }
}

/** Without what does not matter: what is undefined, blanks beside brackets, kinds of arrays, digits behind the tenth. */
const canonical = (text: string): string =>
  text
    .replace(/\b\w+(\(\d+\))? (?=\[)/g, '')
    .replace(/, \w+: undefined(?=[,} ])/g, '')
    .replace(/(?<=[[{(]) +| +(?=[\]})])/g, '')
    .replace(/\d+\.\d{8,}/g, (digits) => String(Number(Number(digits).toPrecision(10))));

const pattern = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split(/ ?…,? ?/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );

/** What the code of a file sees: its own exports, and what it imports. */
export async function scopeOf({ file }: Example): Promise<Scope> {
  const { imports, url } = importsOf(file);
  const scope: Record<string, unknown> = {};
  for (const { from, names } of imports) {
    const module = await import(from.startsWith('.') ? new URL(from, url).href : from);
    for (const name of names) if (name in module) scope[name] = module[name];
  }
  return { ...scope, ...(await import(url)) };
}

function importsOf(file: string) {
  const url = `file://${LIB}${file}`;
  const text = ts.sys.readFile(`${LIB}${file}`) as string;
  const declarations = ts
    .createSourceFile(file, text, ts.ScriptTarget.Latest)
    .statements.filter(ts.isImportDeclaration);
  const imports = declarations
    .filter(({ importClause }) => importClause && !importClause.isTypeOnly)
    .map(({ importClause, moduleSpecifier }) => ({
      from: (moduleSpecifier as ts.StringLiteral).text,
      names: namesOf(importClause?.namedBindings),
    }));
  return { url, imports };
}

const namesOf = (bindings: ts.NamedImportBindings | undefined): string[] =>
  bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
