import { resolve } from 'node:path';

/** `sqlite:data/control.sqlite3` → the file's path. */
export const sqlitePath = (url: string): string => resolve(url.replace(/^sqlite:(\/\/(?=\/))?/, ''));
