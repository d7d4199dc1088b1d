import { touchesSession } from './session-words.js';

describe('a statement on a shared connection', () => {
  it.each([
    'SET ROLE postgres',
    'set search_path to public',
    'SET LOCAL app.tenant_id = 1',
    'RESET ALL',
    'DISCARD ALL',
    "SELECT set_config('app.tenant_id', 'x', false)",
    'UPDATE a SET b = 1; SET ROLE x',
    "DO $$ BEGIN EXECUTE 'S' || 'ET ROLE x'; END $$",
    'CALL something()',
    'INSERT INTO a VALUES (1) ON CONFLICT (b) DO UPDATE SET b = 2; RESET ROLE',
  ])('is noticed when it could change the session: %s', (sql) => {
    expect(touchesSession(sql)).toBe(true);
  });

  it.each([
    'UPDATE "customers" SET "name" = $1 WHERE "id" = $2',
    'INSERT INTO "a" ("b") VALUES ($1) ON CONFLICT ("b") DO UPDATE SET "c" = EXCLUDED."c" RETURNING "id"',
    'INSERT INTO "a" ("b") VALUES ($1) ON CONFLICT DO NOTHING',
    'SELECT "settings"."set_by" FROM "settings"',
    'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE',
    'START TRANSACTION',
  ])('is left alone when it changes rows alone: %s', (sql) => {
    expect(touchesSession(sql)).toBe(false);
  });
});
