import { dirname, resolve } from 'node:path';
import * as explorerModule from 'cosmiconfig/dist/Explorer.js';

/** Names of the project file, in the order in which they are looked for. */
export const CONFIG_FILES = ['concordat.yaml', 'concordat.yml', 'concordat.json'] as const;

/** What we use of cosmiconfig's search; the package publishes no types for it. */
interface Explorer {
  search(from: string): Promise<{ readonly filepath: string } | null>;
}

type ExplorerClass = new (options: Readonly<Record<string, unknown>>) => Explorer;

/**
 * The path of the nearest project file at or above `dir`, or null. Nothing in it is interpreted and no code is run: cosmiconfig's
 * own entry point would first import a `.config/config.js` of the working directory, so its search is used without it.
 */
export async function findConfig(dir: string): Promise<string | null> {
  const explorer = createExplorer();
  for (let current = resolve(dir); ; current = dirname(current)) {
    const found = await explorer.search(current);
    if (found !== null) return found.filepath;
    if (dirname(current) === current) return null;
  }
}

function createExplorer(): Explorer {
  const { Explorer } = explorerModule as unknown as { readonly Explorer: ExplorerClass };
  const found = (): object => ({});
  return new Explorer({
    moduleName: 'concordat',
    searchPlaces: [...CONFIG_FILES],
    loaders: { '.yaml': found, '.yml': found, '.json': found },
    transform: <T>(result: T): T => result,
    searchStrategy: 'none',
    ignoreEmptySearchPlaces: false,
    cache: false,
    mergeImportArrays: false,
    mergeSearchPlaces: false,
    metaConfigFilePath: null,
  });
}
