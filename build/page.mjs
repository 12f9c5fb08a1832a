// Makes lib/report/page-code.ts, which pages of reports take their script from.
import { writeFile } from 'node:fs/promises';
import { pageCode } from './page-code.mjs';

await writeFile(new URL('../lib/report/page-code.ts', import.meta.url), await pageCode());
