import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A module of the built program, by its path in the tree: `built('src/config/config')`. Run `npm run build` first. */
export const built = (path) => require(`../../dist/${path}.js`);

/** A package as the built program gets it: some have a second copy of themselves for ES modules. */
export const installed = (name) => require(name);
