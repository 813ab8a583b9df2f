// Loaded before everything else (`--import`): puts the planted bug that PLANT names into the source while it is loaded.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ALL_PLANTS, type Edit } from '../../test/simulation/plants.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const plant = ALL_PLANTS.find(({ name }) => name === process.env['PLANT']);
if (plant === undefined) throw new Error(`There is no planted bug "${process.env['PLANT'] ?? ''}".`);

const edits = Map.groupBy(plant.edits, ({ file }) => `${root}${file}`);
// A planted bug whose place is gone must be looked after, not passed over.
for (const [path, own] of edits) own.reduce(planted, readFileSync(path, 'utf8'));

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const own = url.startsWith('file:') ? edits.get(fileURLToPath(url)) : undefined;
    if (own === undefined) return loaded;
    const source =
      loaded.source === undefined || loaded.source === null ? '' : Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: own.reduce(planted, source) };
  },
});

function planted(text: string, { file, find, replace }: Edit): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`The text to replace stands ${parts.length - 1} times in ${file}: ${find}`);
  return parts.join(replace);
}
