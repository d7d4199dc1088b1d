import { createConnection } from 'mysql2/promise';

/** Where a MySQL or MariaDB server is looked for without TEST_MYSQL_URL. */
export const LOCAL_MYSQL = 'mysql://root@127.0.0.1:3306';

/** A MySQL or MariaDB server that tests may make databases on; there is none to start from a package. */
export interface MysqlServer {
  /** URL without a database, of a user that may create databases. */
  readonly url: string;
}

/** The server at `url`, or undefined when nobody answers there or it refuses the sign-in. */
export async function findMysql(url: string): Promise<MysqlServer | undefined> {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 3000 });
    await connection.end();
    return { url };
  } catch {
    return undefined;
  }
}
