import type { QueryRunner } from 'typeorm';

const COLUMNS: Record<string, (engine: string) => string> = {
  rotations: () => 'integer DEFAULT 0 NOT NULL',
  rotated_at: (engine) =>
    engine === 'postgres' ? 'timestamptz(3)' : engine === 'mysql' ? 'datetime(3)' : 'datetime',
  address: (engine) =>
    engine === 'mysql' ? 'varchar(45) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin' : 'varchar(45)',
};

/** How often a session's refresh token has been renewed, and when; where its sign-in came from. */
export async function addRotation(runner: QueryRunner): Promise<void> {
  const engine = runner.dataSource.options.type;
  for (const [name, typeOn] of Object.entries(COLUMNS)) {
    if (await runner.hasColumn('sessions', name)) continue;
    await runner.query(`ALTER TABLE sessions ADD COLUMN ${name} ${typeOn(engine)}`);
  }
}

export async function dropRotation(runner: QueryRunner): Promise<void> {
  for (const name of Object.keys(COLUMNS)) await runner.query(`ALTER TABLE sessions DROP COLUMN ${name}`);
}
