// Builds the addon and vmlab-agent when the package is installed. Where that cannot be (no compiler, no Python, npm without node-gyp)
// the install still succeeds: what is native then answers UnsupportedError, everything else works.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** What Node's own common.gypi would say of a shared library, in as far as the addon needs it. */
const COMMON = {
  target_defaults: {
    default_configuration: 'Release',
    configurations: { Release: {}, Debug: {} },
    cflags: ['-fPIC'],
  },
};
const CONFIGURATION = { target_defaults: {}, variables: { node_shared: false } };

if (!hasPrebuild() && !isLinked()) build();

function hasPrebuild() {
  return existsSync(join(here, 'prebuilds', `${process.platform}-${process.arch}`));
}

/** By npx, in a clone, to run what is built there: that is not made anew, under the feet of what uses it. */
function isLinked() {
  return process.env.npm_command === 'exec' && existsSync(join(here, 'build', 'Release', 'vmlab.node'));
}

function build() {
  const ofNode = dirname(dirname(process.execPath));
  const own = existsSync(join(ofNode, 'include', 'node', 'common.gypi')) ? undefined : layOutHeaders();
  const result = nodeGyp([
    'rebuild',
    '--directory',
    here,
    '--nodedir',
    own ?? ofNode,
    '--jobs',
    'max',
    '--loglevel',
    'warn',
  ]);
  if (own) rmSync(own, { recursive: true });
  if (result.status !== 0) explain(result);
}

/** The headers of node-api-headers, laid out as node-gyp wants them: for a Node that came without its own. Never downloaded. */
function layOutHeaders() {
  const laidOut = mkdtempSync(join(tmpdir(), 'vmlab-headers-'));
  const include = join(laidOut, 'include', 'node');
  mkdirSync(include, { recursive: true });
  cpSync(require('node-api-headers').include_dir, include, { recursive: true });
  writeFileSync(join(include, 'config.gypi'), JSON.stringify(CONFIGURATION));
  writeFileSync(join(include, 'common.gypi'), JSON.stringify(COMMON));
  return laidOut;
}

/** The one that npm brings; else one that is installed. */
function nodeGyp(words) {
  const ofNpm = process.env.npm_config_node_gyp;
  const [program, ...first] = ofNpm ? [process.execPath, ofNpm] : ['node-gyp'];
  return spawnSync(program, [...first, ...words], { encoding: 'utf8' });
}

function explain({ error, stdout, stderr }) {
  console.warn(`vmlab: its native parts were not built, so loads, the step clock and the recorder are not available here.
Install a C++ compiler, make and Python 3 (Debian: apt-get install g++ make python3), then run: npm rebuild vmlab
The reason was: ${error?.message ?? reasonIn(`${stdout}\n${stderr}`)}`);
}

/** What a reader can use of node-gyp's pages: the lines that name an error, without its stack. */
function reasonIn(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^gyp ERR! stack\s+at /.test(line));
  const telling = lines.filter((line) => /\berror\b|not found|No such file|Could not find|Cannot find/i.test(line));
  return (telling.length > 0 ? telling.slice(0, 6) : lines.slice(-6)).join('\n');
}
