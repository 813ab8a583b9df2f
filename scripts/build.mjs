// Builds dist/ with tsc, makes the program executable and writes oclif.manifest.json, so that start-up need not load every command.
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core/config';
import { settings } from '@oclif/core/settings';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifestPath = join(root, 'oclif.manifest.json');

rmSync(join(root, 'dist'), { recursive: true, force: true });
rmSync(manifestPath, { force: true });

const tsc = spawnSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.json')],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
for (const file of Object.values(bin)) chmodSync(join(root, file), 0o755);

settings.enableAutoTranspile = false;
const plugin = new Plugin({
  root,
  type: 'core',
  isRoot: true,
  ignoreManifest: true,
  errorOnManifestCreate: true,
  respectNoCacheDefault: true,
});
await plugin.load();
writeFileSync(manifestPath, `${JSON.stringify(plugin.manifest, null, 2)}\n`);
