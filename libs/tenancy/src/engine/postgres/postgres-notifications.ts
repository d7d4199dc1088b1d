import type { Notifications } from '../engine.js';
import { quoteIdentifier } from '../identifier.js';
import { connectPostgres } from './postgres.connection.js';

/** An error is followed by the end of the connection; it is told once, and not when it was closed on purpose. */
const deaf = (): void => undefined;

/** LISTEN and NOTIFY: a message goes out when its transaction commits, and is not kept for those who are away. */
export const postgresNotifications: Notifications = {
  statement: (channel) => `NOTIFY ${quoteIdentifier(channel)}`,
  listen: async (url, channel, { heard, lost }) => {
    const connection = await connectPostgres(url, { statementTimeoutMs: 0 });
    try {
      connection.onLost(() => {
        connection.onLost(deaf);
        lost();
      });
      connection.raw.on('notification', heard);
      await connection.raw.query(`LISTEN ${quoteIdentifier(channel)}`);
      return () => {
        connection.onLost(deaf);
        return connection.close();
      };
    } catch (error) {
      await connection.close();
      throw error;
    }
  },
};
