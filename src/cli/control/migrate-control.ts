import { openMigratedApp } from '../run/cli.app.js';
import { ControlDatabase } from '../run/cli.module.js';
import type { Cli } from '../run/cli.js';

interface Applied {
  name: string;
}

/** Applies the control database's pending migrations; does nothing when there are none. */
export async function migrateControl(cli: Cli): Promise<void> {
  const app = await openMigratedApp(cli.io.env);
  try {
    const { dataSource } = app.get(ControlDatabase);
    const rows: Applied[] = await dataSource.query('SELECT name FROM migrations ORDER BY timestamp, id');
    const version = rows.at(-1)?.name ?? null;
    cli.output.result({ version, migrations: rows.map(({ name }) => name) }, () =>
      cli.output.good(`The control database is at ${version} (${rows.length} migrations).`),
    );
  } finally {
    await app.close();
  }
}
