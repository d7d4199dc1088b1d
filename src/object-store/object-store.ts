import type { Readable } from 'node:stream';

/** What was kept of a content: the same bytes have the same hash, and are kept once. */
export interface KeptContent {
  /** In hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface StoredObject {
  /** `<folder>/<name>` */
  readonly key: string;
  readonly bytes: number;
  /** When it was last put, also where the same content was there already. */
  readonly at: Date;
}

/**
 * Keeps contents that are too large for a database, by their hash in a folder each: `<folder>/<sha256>`. Folders and
 * names are of small letters, digits and hyphens. A content is there whole or not at all.
 */
export abstract class ObjectStore {
  /** Resolves when the content would survive a failure of the machine. A stream that breaks leaves nothing. */
  abstract put(folder: string, content: Readable): Promise<KeptContent>;

  /** Undefined: there is no such object. */
  abstract get(key: string): Promise<Readable | undefined>;

  abstract has(key: string): Promise<boolean>;

  /** Does nothing where there is none. */
  abstract delete(key: string): Promise<void>;

  /**
   * By whole folders: `list('a')` has `a/…` and nothing of `ab/…`. What an interrupted `put` has left is among them,
   * under a name that is no hash.
   */
  abstract list(folder: string): AsyncIterable<StoredObject>;
}

const FOLDER = /^[a-z0-9][a-z0-9-]*$/;
const KEY = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/;

/** Throws RangeError for what could lead to another folder. */
export function assertFolder(folder: string): void {
  if (!FOLDER.test(folder)) throw new RangeError('Not the name of a folder of objects.');
}

/** The same for a key. */
export function assertKey(key: string): void {
  if (!KEY.test(key)) throw new RangeError('Not the key of an object.');
}

/** Whether this is the name of a whole content. */
export const isContentName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);
