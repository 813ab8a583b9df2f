import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { CsvFolder } from './csv-system.ts';
import { removeFolder } from './sqlite-system.ts';

const WRITER = fileURLToPath(new URL('csv-writer.ts', import.meta.url));
const RECORDS = 400;
const KILLS = 50;

/** Starts a writer, kills it after so many milliseconds of writing, and returns the last number that it was told to have landed. */
async function killedWriter(dir: string, afterMs: number): Promise<number> {
  const writer = spawn(process.execPath, ['--conditions=source', WRITER, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => writer.once('close', resolve));
  let told = '';
  const started = new Promise<void>((resolve) => {
    writer.stdout.on('data', (text: Buffer) => {
      told += text.toString('utf8');
      resolve();
    });
  });
  await Promise.race([started, ended]);
  await wait(afterMs);
  writer.kill('SIGKILL');
  await ended;
  return Number(told.trim().split('\n').at(-1));
}

it('a CSV file whose writer is killed again and again is whole: no record lost, none mixed, nothing told is undone', async () => {
  const rows = Array.from({ length: RECORDS }, (_, index) => `k${index},0,"0"`);
  const folder = new CsvFolder(`id,a,b\n${rows.join('\n')}\nguest 0,0,0\n`);

  for (let kill = 0; kill < KILLS; kill += 1) {
    const told = await killedWriter(folder.dir, Math.random() * 60);
    const { records, certificate } = await folder.read(['a', 'b', 'id'], 1000);

    expect(certificate?.complete).toBe(true);
    const numbers = new Set(records.flatMap(({ native }) => [native.get('a'), native.get('b')]));
    expect(numbers.size).toBe(1);
    expect(Number([...numbers][0])).toBeGreaterThanOrEqual(told);
    expect(records.map(({ key }) => key[0]?.replace(/^guest .*/, 'guest')).sort()).toEqual(
      [...Array.from({ length: RECORDS }, (_, index) => `k${index}`), 'guest'].sort(),
    );
  }

  expect(await folder.create({ id: 'last', a: '1', b: '1' })).toMatchObject({ status: 'applied' });
  expect(readdirSync(folder.dir).filter((name) => name.endsWith('-tmp'))).toEqual([]);
  removeFolder(folder.dir);
}, 240_000);
