import { transformSync } from 'esbuild';
import ts from 'typescript';
import { compilerOptions, LIB } from '../../../build/api-index/program.ts';
import type { Example } from './extract.ts';

export interface Compiled {
  readonly example: Example;
  /** What TypeScript says is wrong with it. */
  readonly errors: readonly string[];
  /** Names that it takes as given. Who reads an example of the public API has no others than it can import, so there they are errors. */
  readonly given: readonly string[];
}

/** Where examples of the public API are compiled: beside what they take as given. */
const PUBLIC = new URL('public-examples.ts', import.meta.url).pathname;

/** "Cannot find name", in its several wordings. */
const UNKNOWN_NAME = [2304, 2552, 2503, 18004];
/** An example may end with a value, and goes on where it is copied to. */
const ALLOWED = [2695, 2454];
/** What follows from a name that is not known: parameters of functions given to it have no type. 1361: a class whose type alone is imported. */
const FOLLOWS = [7006, 7031];
const IMPORTED_AS_TYPE = 1361;

/** @param publicHead imports of all that examples of the public API see; others see what their file sees */
export function compileExamples(examples: readonly Example[], publicHead: string): Compiled[] {
  const fileOf = ({ file, isPublic }: Example) => (isPublic ? PUBLIC : `${LIB}${file}`);
  const files = new Map([...new Set(examples.map(fileOf))].map((file) => [file, new ExampleFile(file, publicHead)]));
  for (const example of examples) files.get(fileOf(example))?.add(example);
  const program = programOf(files);
  return [...files.values()].flatMap((file) => file.compiled(program));
}

/** A file of lib with its examples below, a function each. */
class ExampleFile {
  readonly #file: string;
  readonly #places: { readonly example: Example; readonly start: number; readonly end: number }[] = [];
  text: string;

  constructor(file: string, publicHead: string) {
    this.#file = file;
    this.text = file === PUBLIC ? publicHead : `${ts.sys.readFile(file)}\n`;
  }

  add(example: Example): void {
    const start = this.text.length;
    this.text += `export async function* example${start}() {\n${example.code}\n}\n`;
    this.#places.push({ example, start, end: this.text.length });
  }

  compiled(program: ts.Program): Compiled[] {
    const source = program.getSourceFile(this.#file) as ts.SourceFile;
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return this.#places.map(({ example, start, end }) => {
      const own = found.filter((each) => each.start !== undefined && each.start >= start && each.start < end);
      const given = example.isPublic ? [] : own.filter(isUnknownName).map((each) => this.#textAt(each));
      const isError = ({ code }: ts.Diagnostic) =>
        !ALLOWED.includes(code) && !(given.length > 0 && FOLLOWS.includes(code));
      const errors = own.filter((each) => isError(each) && (example.isPublic || !isUnknownName(each))).map(sentence);
      return { example, errors, given };
    });
  }

  #textAt({ start = 0, length = 0 }: ts.Diagnostic): string {
    return this.text.slice(start, start + length);
  }
}

const isUnknownName = ({ code }: ts.Diagnostic): boolean => code === IMPORTED_AS_TYPE || UNKNOWN_NAME.includes(code);

const sentence = ({ messageText }: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(messageText, ' ');

function programOf(files: ReadonlyMap<string, ExampleFile>): ts.Program {
  const options = { ...compilerOptions(), ...RELAXED };
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, version, ...rest) => {
    const own = files.get(name);
    return own ? ts.createSourceFile(name, own.text, version, true) : getSourceFile(name, version, ...rest);
  };
  host.fileExists = (name) => files.has(name) || fileExists(name);
  return ts.createProgram({ rootNames: [...files.keys()], options, host });
}

/** Nobody uses what an example declares. */
const RELAXED: ts.CompilerOptions = { noUnusedLocals: false, noUnusedParameters: false, verbatimModuleSyntax: false };

/** Whether an example can be read as code, as it stands. */
export function isCode({ code }: Example): boolean {
  try {
    transformSync(`async function* example() {\n${code}\n}`, { loader: 'ts' });
    return true;
  } catch {
    return false;
  }
}
