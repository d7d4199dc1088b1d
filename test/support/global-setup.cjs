// CommonJS, and the .ts extension by name: jest resolves no aliases or extensions for a global set-up.
const { findMysql, LOCAL_MYSQL } = require('../../libs/tenancy/testing/mysql-server.ts');
const { findPostgres, startPostgres } = require('../../libs/tenancy/testing/postgres-server.ts');

/**
 * PostgreSQL for the whole run: the server at TEST_POSTGRES_URL, else the local one, else one of our own.
 * Never skipped: without any of them the run fails here.
 * MySQL or MariaDB: the server at TEST_MYSQL_URL, else the local one. Without it its tests are reported as
 * skipped; with CI=true the run fails.
 */
module.exports = async function globalSetup() {
  const given = process.env.TEST_POSTGRES_URL;
  const server = given ? await givenServer(given) : ((await localServer()) ?? (await startPostgres()));
  process.env.TEST_POSTGRES_URL = server.url;
  globalThis.testPostgres = server;
  const mysql = await mysqlServer(process.env.TEST_MYSQL_URL);
  if (mysql) process.env.TEST_MYSQL_URL = mysql.url;
};

async function mysqlServer(given) {
  const server = await findMysql(given ?? LOCAL_MYSQL);
  if (!server && given) throw new Error('No MySQL answers at TEST_MYSQL_URL, or it refuses the sign-in.');
  if (!server && process.env.CI === 'true')
    throw new Error('No MySQL or MariaDB answers. Set TEST_MYSQL_URL.');
  return server;
}

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
