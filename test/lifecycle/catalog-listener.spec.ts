import {
  CatalogChange,
  CatalogListener,
  OperationRunner,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { TenantResolver } from '@tenantry/nest';
import { useThrowawayServer } from '@tenantry/nest/testing';
import { Client } from 'pg';
import { findEngine } from '../../libs/tenancy/src/engine/engines.js';
import { LibraryProgram, newTenant } from './library-program.js';

const NEVER_MS = 3_600_000;

describe('changes of the catalog on PostgreSQL', () => {
  const server = useThrowawayServer('postgres');
  let controlUrl: string;
  let program: LibraryProgram;
  /** Another process's: it never asks by itself. */
  let resolver: TenantResolver;
  let listener: CatalogListener;

  beforeAll(async () => {
    controlUrl = await server().createDatabase('control');
    program = await LibraryProgram.start({ server: server(), controlUrl });
    const { operationId } = await program.get(TenantCreator).create(newTenant('acme'));
    await program.get(OperationRunner).finished(operationId);
    const deaf = {
      generation: () => program.get(CatalogChange).generation(),
      onChange: () => () => undefined,
    };
    resolver = new TenantResolver(program.get(TenantCatalog), deaf, { pollMs: NEVER_MS });
    const notifications = findEngine('postgres')?.notifications;
    listener = new CatalogListener({ url: controlUrl, notifications, heard: () => void resolver.poll() });
    await listener.start();
  });
  afterAll(async () => {
    await listener?.stop();
    await resolver?.onApplicationShutdown();
    await program?.close();
  });

  const rename = (name: string) => program.get(TenantCatalog).update('acme', { name });
  const nameBecomes = async (name: string): Promise<void> => {
    while ((await resolver.get('acme')).name !== name) await new Promise(setImmediate);
  };

  it('are heard by another process without asking', async () => {
    await resolver.get('acme');
    await rename('Heard');
    await nameBecomes('Heard');
  });

  it('that were missed while the connection was lost are seen when it is back', async () => {
    const admin = new Client(controlUrl);
    await admin.connect();
    const ended = await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
    );
    await admin.end();
    expect(ended.rowCount).toBe(1);
    await rename('Missed');
    await nameBecomes('Missed');
    await rename('Heard again');
    await nameBecomes('Heard again');
  });
});
