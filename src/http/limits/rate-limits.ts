export const MINUTE = 60_000;

/** A setting of 0 means no limit. */
export const limitOf = (requests: number): number => (requests === 0 ? Number.MAX_SAFE_INTEGER : requests);
