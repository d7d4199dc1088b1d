import { copyFileSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from '@swc/core';

const ROOT = resolve(__dirname, '../..');
/** Read by the program beside its sources, as nest-cli.json lists them. */
const ASSETS = ['src/**/*.typ'];
const SOURCES = ['src/**/*.ts', 'libs/tenancy/src/**/*.ts', 'migrations/**/*.ts'];

/** The program as it stands, compiled into a folder for a process of its own; returns the path of its main file. */
export function compileProgram(folder: string): string {
  for (const file of globSync(SOURCES, { cwd: ROOT })) {
    if (file.endsWith('.spec.ts')) continue;
    const target = join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, withLibrary(folder, compiled(join(ROOT, file))));
  }
  for (const file of globSync(ASSETS, { cwd: ROOT })) copyFileSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'src/main.js');
}

/** The library's doors, as they stand in that folder. */
const withLibrary = (folder: string, code: string): string =>
  code.replaceAll(/"@tenantry\/nest(?:\/(\w+))?"/g, (_, door = 'index') =>
    JSON.stringify(join(folder, `libs/tenancy/src/${door}.js`)),
  );

const compiled = (path: string): string =>
  transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    swcrc: false,
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  }).code;
