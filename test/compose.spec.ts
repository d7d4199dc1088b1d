import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const textOf = (path: string): string => readFileSync(join(resolve(__dirname, '..'), path), 'utf8');

/** What the image or the network of the containers says, and nobody is to change. */
const FIXED = new Set(['NODE_ENV', 'PORT', 'HOST', 'DATA_DIR', 'DEMO', 'TEST_CLOCK_FILE']);

const settings = [
  ...textOf('src/config/settings.ts').matchAll(/^ {2}(?:@.*\) )?([A-Z][A-Z0-9_]+)\??:/gm),
].map(([, name = '']) => name);

describe('docker-compose.yml', () => {
  const compose = textOf('docker-compose.yml');

  it('passes every setting on', () => {
    expect(settings.length).toBeGreaterThan(30);
    const passed = new Set(
      [...compose.matchAll(/^ {6}([A-Z][A-Z0-9_]+): \$\{\1\b/gm)].map(([, name]) => name),
    );
    expect(settings.filter((name) => !FIXED.has(name) && !passed.has(name))).toEqual([]);
  });

  it('names each image by a version, and no superuser in the URL of the program', () => {
    const images = [...compose.matchAll(/image: (\S+)/g)].map(([, image = '']) => image);
    for (const image of images) expect(image).toMatch(/:v?\d+\.\d+/);
    expect(compose).toContain('postgresql://tenantry:');
    expect(textOf('ops/postgres-role.sh')).toMatch(/CREATE ROLE tenantry LOGIN CREATEDB CREATEROLE/);
  });

  it('asks the program before a certificate is ordered', () => {
    expect(textOf('ops/Caddyfile')).toMatch(/ask http:\/\/app:3000\/health\/domain[^]*on_demand/);
  });
});

it('.env.example has a line for each setting', () => {
  const example = textOf('.env.example');
  expect(settings.filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(example))).toEqual([]);
});

it('docs/settings.md has each setting', () => {
  const page = textOf('docs/settings.md');
  expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
