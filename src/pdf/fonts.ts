import { readdirSync } from 'node:fs';
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

/** The paths of the font files. */
export function fontFiles(): string[] {
  const folders = require.resolve.paths('@embedpdf') ?? [];
  return PACKAGES.flatMap((name) => filesOf(name, folders));
}

/** Some packages export no file of theirs, so they are looked for as Node looks for packages. */
function filesOf(name: string, folders: readonly string[]): string[] {
  for (const folder of folders) {
    const files = listed(join(folder, name));
    if (files) return files.filter((file) => USED.test(file)).map((file) => join(folder, name, file));
  }
  throw new Error(`The font package ${name} is missing. Run: npm ci`);
}

function listed(folder: string): string[] | undefined {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return undefined;
  }
}
