/**
 * What `npm run docs` does: makes docs/api from docstrings.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Application } from 'typedoc';
import { openLibrary } from '../api-index/program.ts';
import { mentionedTypes } from './mentioned-types.ts';

/** Types that the API mentions and that cannot be imported are on a page of their own, so that each is explained. */
const MENTIONED = fileURLToPath(new URL('mentioned.ts', import.meta.url));

writeFileSync(MENTIONED, mentionedTypes(openLibrary(), MENTIONED));
const application = await Application.bootstrapWithPlugins();
const project = await application.convert();
if (!project) throw new Error('the sources could not be read');
application.validate(project);
await application.generateOutputs(project);
if (application.logger.hasErrors() || application.logger.hasWarnings()) process.exitCode = 1;
