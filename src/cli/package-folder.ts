import { existsSync } from 'node:fs';

/** The folder of the installed package, which holds `package.json`: two or three levels up, by whether this file was built. */
export function packageFolder(): URL {
  const source = new URL('../../', import.meta.url);
  return existsSync(new URL('package.json', source)) ? source : new URL('../', source);
}
