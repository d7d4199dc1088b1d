import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A module of the built program, by its path in the tree: `built('src/config')`. Run `npm run build` first. */
export const built = (path) => require(`../../dist/${path}.js`);
