import { VersionConflictError } from '../errors.js';

/** Refuses a write that was made of an older version than the stored one; no version asks for no check. */
export function assertVersion(what: string, stored: { version: number }, version?: number | null): void {
  if (version !== undefined && version !== null && version !== stored.version) {
    throw new VersionConflictError(what, stored.version);
  }
}
