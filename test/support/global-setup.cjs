// CommonJS, and the .ts extension by name: jest resolves no aliases or extensions for a global set-up.
const { findPostgres, startPostgres } = require('../../libs/tenancy/testing/postgres-server.ts');

/**
 * PostgreSQL for the whole run: the server at TEST_POSTGRES_URL, else the local one, else one of our own.
 * Never skipped: without any of them the run fails here.
 */
module.exports = async function globalSetup() {
  const given = process.env.TEST_POSTGRES_URL;
  const server = given ? await givenServer(given) : ((await localServer()) ?? (await startPostgres()));
  process.env.TEST_POSTGRES_URL = server.url;
  globalThis.testPostgres = server;
};

async function givenServer(url) {
  const server = await findPostgres(url);
  if (!server) throw new Error('No PostgreSQL answers at TEST_POSTGRES_URL, or it refuses the sign-in.');
  return server;
}

async function localServer() {
  for (const user of new Set([process.env.PGUSER ?? 'postgres', 'postgres'])) {
    const server = await findPostgres(`postgresql://${user}@127.0.0.1:5432/postgres`);
    if (server) return server;
  }
  return undefined;
}
