/**
 * `npm run build` writes the dist/ folder of every package: types and, for packages that Node runs, JavaScript (tsc);
 * the elements as modules and as one script (rollup). `--only script,modules,types` builds a part.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { rollup } from 'rollup';
import { modules, pinyin, script } from '../rollup.config.mjs';
import { root } from './lib/root.mjs';

const PACKAGES = ['contract', 'instruments', 'sdk', 'components', 'server'];

const parts = {
  types: () => {
    const args = ['node_modules/@local/tsc/bin/tsc', '-b', ...PACKAGES.map(name => `packages/${name}`)];
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Error('tsc found errors (above).');
  },
  modules: () => {
    rmSync(path.join(modules.output.dir, 'chunks'), { recursive: true, force: true }); // names carry a hash: old ones would stay
    return bundle(modules);
  },
  script: async () => {
    await bundle(script);
    await bundle(pinyin);
  },
};

/** Builds and writes one rollup configuration. A warning is an error: what rollup warns of is broken on the page. */
async function bundle({ output, ...input }) {
  const build = await rollup({
    ...input,
    onwarn: warning => {
      if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every(id => id.includes('node_modules'))) return;
      throw new Error(`rollup: ${warning.message}`);
    },
  });
  await build.write(output);
  await build.close();
}

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(parts);
for (const name of wanted) {
  if (!(name in parts)) {
    console.error(`build.mjs knows ${Object.keys(parts).join(', ')}, not ${name}.`);
    process.exit(1);
  }
  const started = performance.now();
  try {
    await parts[name]();
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1; // the other parts may still show what is wrong with them
    continue;
  }
  console.error(`${name} built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
