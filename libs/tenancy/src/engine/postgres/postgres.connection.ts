import { Client } from 'pg';
import type { PhysicalConnection } from '../../connection/connection-pools.js';
import type { ConnectOptions } from '../engine.js';

const CONNECT_TIMEOUT_MS = 5_000;

/** Opens one connection. It outlives errors: it turns unclean and is not handed out again. */
export async function connectPostgres(url: string, options: ConnectOptions): Promise<PhysicalConnection> {
  const client = new Client({
    connectionString: url,
    application_name: 'tenantry',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    ...(options.statementTimeoutMs > 0
      ? {
          statement_timeout: options.statementTimeoutMs,
          idle_in_transaction_session_timeout: 2 * options.statementTimeoutMs,
        }
      : {}),
  });
  let broken = false;
  let onLost = (): void => undefined;
  const lose = (): void => {
    broken = true;
    onLost();
  };
  client.on('error', lose);
  client.on('end', lose);
  await client.connect();
  return {
    raw: client,
    close: () => client.end(),
    onLost: (listener) => {
      onLost = listener;
    },
    isClean: () => !broken && client.getTransactionStatus() === 'I',
  };
}
