import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];

const textOf = (document: string): string => readFileSync(join(ROOT, document), 'utf8');

/** Anchors as GitHub makes them of headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

function brokenLinks(document: string): string[] {
  const links = [...textOf(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? document : join(dirname(document), path);
    if (!existsSync(join(ROOT, target))) return true;
    return anchor !== undefined && !anchorsOf(textOf(target)).includes(anchor);
  });
}

/** `src/…` and the like in running text. Names with a placeholder and files that somebody is to make are left out. */
function missingPaths(document: string): string[] {
  const text = textOf(document).replaceAll(/\]\([^)]*\)/g, '');
  const named = [
    ...text.matchAll(
      /(?<![\w/.-])((?:src|libs|test|migrations|docs|ops|scripts|bin)\/[\w./-]*\w)(?![\w/<*{…])/g,
    ),
  ].map(([, path = '']) => path);
  return named.filter((path) => !/\bnotes\b/.test(path) && !existsSync(join(ROOT, path)));
}

function unknownScripts(document: string): string[] {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  return [...textOf(document).matchAll(/npm run (?:--silent )?([\w:-]+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !(name in scripts));
}

describe.each(DOCUMENTS)('%s', (document) => {
  it('links to what is there', () => {
    expect(brokenLinks(document)).toEqual([]);
  });

  it('names paths that are there', () => {
    expect(missingPaths(document)).toEqual([]);
  });

  it('names scripts that are there', () => {
    expect(unknownScripts(document)).toEqual([]);
  });
});

describe('README.md', () => {
  it('is short, and has its two commands', () => {
    const lines = textOf('README.md').split('\n');
    expect(lines.length).toBeLessThanOrEqual(180);
    expect(lines).toEqual(expect.arrayContaining(['npm ci && npm start', 'npm ci && npm test']));
  });
});
