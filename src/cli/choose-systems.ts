import { ConcordatError } from '../model/error.ts';
import type { Manifest, SystemDef } from '../model/manifest.ts';

/** The named system, or all of them by name. Throws SYSTEM_UNKNOWN, exit 64. */
export function chooseSystems(manifest: Manifest, name: string | undefined): readonly SystemDef[] {
  const names = [...manifest.systems.keys()].sort();
  return (name === undefined ? names : [name]).map((wanted) => {
    const system = manifest.systems.get(wanted);
    if (system !== undefined) return system;
    throw new ConcordatError('SYSTEM_UNKNOWN', 'No system of this project has this name.', {
      exit: 64,
      at: wanted,
      advice: `There are ${names.join(', ')}.`,
    });
  });
}
