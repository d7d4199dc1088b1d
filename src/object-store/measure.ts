import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { KeptContent } from './object-store.js';

/** Lets a content through; `result` is of what has gone through, once that is all. */
export function measure(): { through: Transform; result: () => KeptContent } {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, result: () => ({ sha256: hash.digest('hex'), bytes }) };
}
