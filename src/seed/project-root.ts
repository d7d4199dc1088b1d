import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of package.json. Samples are found from here, because sources run from `src/seed` and the
 * built program from `dist/src/seed`, and the compiler copies no CSV.
 */
export function findProjectRoot(from = __dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('No package.json was found above the program.');
  return findProjectRoot(parent);
}
