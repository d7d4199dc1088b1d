// Builds when dist is missing or older than what it is made of. Plain JavaScript for any Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);

const SOURCES = ['src', 'libs', 'migrations'];
const SETTINGS = ['package.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];

function newestSource() {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(at(folder), { recursive: true, withFileTypes: true })
      .filter(
        (entry) =>
          entry.isDirectory() || (/\.(ts|typ)$/.test(entry.name) && !entry.name.endsWith('.spec.ts')),
      )
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  );
  // Folders too: their time changes when a file is taken away.
  const all = [...SOURCES, ...SETTINGS].map((name) => at(name)).concat(files);
  return Math.max(...all.filter((path) => existsSync(path)).map((path) => statSync(path).mtimeMs));
}

function isFresh() {
  const built = [at('dist', 'src', 'main.js'), at('dist', 'src', 'cli.js')];
  return built.every((path) => existsSync(path)) && statSync(built[0]).mtimeMs >= newestSource();
}

function build() {
  process.stderr.write('Building…\n');
  const installed = at('node_modules', '.bin', 'node');
  const node = existsSync(installed) ? installed : process.execPath;
  const nest = at('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  if (!existsSync(nest)) {
    process.stderr.write('The packages are missing. Run: npm ci\n');
    return 1;
  }
  const { status } = spawnSync(node, [nest, 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  // The compiler writes files in spite of errors; they must not pass for a build the next time.
  if (status !== 0) rmSync(at('dist'), { recursive: true, force: true });
  return status ?? 1;
}

process.exitCode = isFresh() ? 0 : build();
