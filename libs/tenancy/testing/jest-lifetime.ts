import type { TestEngine } from './test-engines.js';
import { throwawayServer, type ThrowawayServer } from './throwaway-server.js';

/** Dropping many databases takes its time on a busy machine. */
const DROP_TIMEOUT_MS = 120_000;

/** Set by the test environment, the only one who hears how the file's tests end. */
const FAILED = Symbol.for('tenantry.testFileFailed');

/**
 * A throwaway server for the running test file. Call the returned function inside hooks and tests:
 * `const server = useThrowawayServer('postgres'); … server().createDatabase('a')`.
 * It goes when the file passes; when a test failed it stays, and its name is printed.
 */
export function useThrowawayServer(engine: TestEngine): () => ThrowawayServer {
  let server: ThrowawayServer | undefined;
  beforeAll(async () => {
    server = await throwawayServer(engine);
  });
  afterAll(async () => {
    if (server) await dropUnlessFailed(server);
  }, DROP_TIMEOUT_MS);
  return () => {
    if (!server) throw new Error('The throwaway server is made in beforeAll: use it inside hooks and tests.');
    return server;
  };
}

export async function dropUnlessFailed(server: ThrowawayServer): Promise<void> {
  if ((globalThis as Record<symbol, unknown>)[FAILED] !== true) return server.drop();
  process.stderr.write(`Kept for a look, because a test failed: ${server.describe()}\n`);
}
