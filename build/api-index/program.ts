import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The library as TypeScript sees it. */
export interface Library {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** The modules that can be imported. */
  readonly entries: readonly ts.SourceFile[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where the library's own declarations are. */
export const LIB = `${root}lib/`;

/** What `import … from 'vmlab'` and `'vmlab/testing'` load. */
const ENTRIES = [`${LIB}index.ts`, `${LIB}testing.ts`];

/** Reads the sources; types are worked out as they are asked for. @throws Error for a tsconfig.json that cannot be read */
export function openLibrary(): Library {
  const program = ts.createProgram({ rootNames: ENTRIES, options: compilerOptions() });
  return {
    program,
    checker: program.getTypeChecker(),
    entries: ENTRIES.map((file) => program.getSourceFile(file) as ts.SourceFile),
  };
}

/** Those of tsconfig.json. */
export function compilerOptions(): ts.CompilerOptions {
  const { config, error } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  return ts.parseJsonConfigFileContent({ ...config, include: [], files: ENTRIES }, ts.sys, root).options;
}
