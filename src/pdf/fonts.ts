import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

// The Noto fonts of all scripts, from packages: nothing has to be installed on the machine.
const LARGE = ['latin', 'hebrew', 'jp', 'kr', 'sc', 'tc'];
const SCRIPTS = [
  ...['armenian', 'bengali', 'ethiopic', 'georgian', 'gujarati', 'gurmukhi', 'kannada', 'khmer', 'lao'],
  ...['malayalam', 'myanmar', 'sinhala', 'tamil', 'telugu', 'thai', 'math', 'symbols', 'symbols-2'],
];

const PACKAGES = [
  ...LARGE.map((name) => `@embedpdf/fonts-${name}`),
  ...SCRIPTS.map((name) => `@expo-google-fonts/noto-sans-${name}`),
  '@expo-google-fonts/noto-emoji',
  // This version and no later one: those put dots on letters as glyphs of their own, and copied text has each letter twice.
  '@expo-google-fonts/noto-naskh-arabic',
];

/** Two weights are enough; italics aren't used. */
const USED = /(?:[-_]|\d00)(?:Regular|Bold)\.(?:ttf|otf)$/;

/** The paths of the font files. Read as others have their turn: some packages have hundreds of files. */
export async function fontFiles(): Promise<string[]> {
  const folders = require.resolve.paths('@embedpdf') ?? [];
  const files: string[] = [];
  for (const name of PACKAGES) files.push(...(await filesOf(name, folders)));
  return files;
}

/** Some packages export no file of theirs, so they are looked for as Node looks for packages. */
async function filesOf(name: string, folders: readonly string[]): Promise<string[]> {
  for (const folder of folders) {
    const files = await listed(join(folder, name));
    if (files) return files.filter((file) => USED.test(file)).map((file) => join(folder, name, file));
  }
  throw new Error(`The font package ${name} is missing. Run: npm ci`);
}

const listed = (folder: string): Promise<string[] | undefined> =>
  readdir(folder, { recursive: true, encoding: 'utf8' }).catch(() => undefined);
