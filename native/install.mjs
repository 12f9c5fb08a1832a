// Builds the addon and vmlab-agent when the package is installed. Where that cannot be (no compiler, no Python, npm without node-gyp)
// the install still succeeds: what is native then answers UnsupportedError, everything else works.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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

if (hasPrebuild()) process.exit(0);
const nodeGyp = process.env.npm_config_node_gyp; // npm brings its own
const build = spawnSync(
  nodeGyp ? process.execPath : 'node-gyp',
  [...(nodeGyp ? [nodeGyp] : []), 'rebuild', '--directory', here, '--nodedir', headers(), '--loglevel', 'warn'],
  {
    encoding: 'utf8',
  },
);
if (build.status !== 0) explain(build);

function hasPrebuild() {
  return existsSync(join(here, 'prebuilds', `${process.platform}-${process.arch}`));
}

/** The headers that came with this Node; else those of node-api-headers, laid out as node-gyp wants them. Never downloaded. */
function headers() {
  const ofNode = dirname(dirname(process.execPath));
  if (existsSync(join(ofNode, 'include', 'node', 'common.gypi'))) return ofNode;
  const laidOut = join(here, 'build-headers');
  const include = join(laidOut, 'include', 'node');
  mkdirSync(include, { recursive: true });
  cpSync(require('node-api-headers').include_dir, include, { recursive: true });
  const configuration = { target_defaults: {}, variables: { node_shared: false } };
  writeFileSync(join(include, 'config.gypi'), JSON.stringify(configuration));
  writeFileSync(join(include, 'common.gypi'), JSON.stringify(COMMON));
  return laidOut;
}

function explain({ error, stderr }) {
  const cause = error?.message ?? stderr.trim().split('\n').slice(-12).join('\n');
  console.warn(`vmlab: its native parts were not built, so loads, the step clock and the recorder are not available here.
Install a C++ compiler, make and Python 3 (Debian: apt-get install g++ make python3), then run: npm rebuild vmlab
The reason was: ${cause}`);
}
