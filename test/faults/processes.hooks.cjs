// For `node --require`: runs the program's TypeScript in a process of its own, compiled as jest compiles it.
const { existsSync, readFileSync } = require('node:fs');
const { registerHooks } = require('node:module');
const { join } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { transformSync } = require('@swc/core');
const { moduleNameMapper, rootDir, transform } = require('../../jest.config.cjs');

const root = join(__dirname, '../..', rootDir);
const [[, [, options]]] = Object.entries(transform);
const aliases = Object.entries(moduleNameMapper).filter(([, path]) => path.startsWith('<rootDir>'));

function fileOf(specifier, parentURL) {
  const alias = aliases.find(([pattern]) => new RegExp(pattern).test(specifier));
  if (alias) return specifier.replace(new RegExp(alias[0]), alias[1]).replace('<rootDir>', root);
  if (!specifier.startsWith('.') || !parentURL?.startsWith('file:')) return undefined;
  const file = fileURLToPath(new URL(specifier, parentURL)).replace(/\.js$/, '.ts');
  return file.endsWith('.ts') && existsSync(file) ? file : undefined;
}

registerHooks({
  resolve(specifier, context, next) {
    const file = fileOf(specifier, context.parentURL);
    if (!file) return next(specifier, context);
    return { url: pathToFileURL(file).href, format: 'commonjs', shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false });
    return { format: 'commonjs', source: code, shortCircuit: true };
  },
});
