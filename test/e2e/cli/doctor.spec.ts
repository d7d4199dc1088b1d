import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { nodeFindings } from '../../../src/cli/checks/program-doctor.js';
import { startPlatform, type Json, type TestPlatform } from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';

const doctor = async (
  env: Record<string, string>,
  ...options: string[]
): Promise<{ code: number; answer: Json }> => {
  const { code, stdout, stderr } = await cli(['doctor', ...options, '--json'], { env });
  return { code, answer: JSON.parse(stdout || stderr) };
};
const problems = ({ findings }: Json): Json[] =>
  findings
    .filter(({ level }: Json) => level !== 'ok')
    .map(({ subject, check, level }: Json) => `${level}: ${subject}, ${check}`);

describe('doctor on the command line', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    for (const slug of ['acme', 'globex']) await platform.createTenant({ slug });
  });
  afterAll(() => platform?.close());

  it('answers 0 and lists what it looked at when all is well', async () => {
    const { code, answer } = await doctor(platform.env);
    expect({ code, wrong: problems(answer) }).toEqual({ code: 0, wrong: [] });
    expect(answer).toMatchObject({ problems: 0, warnings: 0, interrupted: false });
    expect(answer.checks).toBe(answer.findings.length);
  });

  it('tells people that all is well', async () => {
    const { code, stdout } = await cli(['doctor'], { env: platform.env });
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/All is well.*0 problems/s),
    });
  });

  it('answers 1, with the remedy, when the environment leads to the store of another', async () => {
    const { findings } = (await doctor(platform.env)).answer;
    expect(findings.length).toBeGreaterThan(5);
    const other = `sqlite:${platform.server.folder}/tenants/${platform.server.prefix}globex.sqlite3`;
    const { code, answer } = await doctor(
      { ...platform.env, TENANT_ACME_DATABASE_URL: other },
      '--tenant',
      'acme',
    );
    expect({ code, wrong: problems(answer) }).toEqual({ code: 1, wrong: ['problem: tenant acme, marker'] });
    expect(JSON.stringify(answer)).toContain('Correct TENANT_ACME_DATABASE_URL');
  });

  it('answers 0 with a warning when a setting names no tenant', async () => {
    const { code, answer } = await doctor({ ...platform.env, TENANT_ACMEE_DATABASE_URL: 'sqlite:x.sqlite3' });
    expect({ code, wrong: problems(answer) }).toEqual({ code: 0, wrong: ['warning: program, settings'] });
  });

  it('answers 1 when others can read a file of the program, which the next start closes', async () => {
    const file = join(platform.server.folder, 'control.sqlite3');
    chmodSync(file, 0o644);
    const { code, answer } = await doctor(platform.env);
    expect({ code, wrong: problems(answer) }).toEqual({ code: 1, wrong: ['problem: program, file modes'] });
    await cli(['tenant', 'list'], { env: platform.env });
    expect((await doctor(platform.env)).answer).toMatchObject({ problems: 0, warnings: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('answers 1 when the control database is behind the program, and leaves it so', async () => {
    const env = { ...platform.env, DEFAULT_DATABASE_URL: `sqlite:${platform.server.folder}/new.sqlite3` };
    for (let turn = 0; turn < 2; turn += 1) {
      const { code, answer } = await doctor(env);
      expect({ code, wrong: problems(answer) }).toEqual({ code: 1, wrong: ['problem: control, migrated'] });
      expect(JSON.stringify(answer)).toContain('control migrate');
    }
  });

  it('answers 1 when the control database cannot be reached', async () => {
    const env = { ...platform.env, DEFAULT_DATABASE_URL: 'postgresql://u:geheim@127.0.0.1:1/none' };
    const { code, answer } = await doctor(env);
    expect({ code, wrong: problems(answer) }).toEqual({ code: 1, wrong: ['problem: control, reachable'] });
    expect(JSON.stringify(answer)).not.toContain('geheim');
  });

  it('answers 1 when ENCRYPTION_KEY is another one', async () => {
    await platform.createTenant({
      slug: 'own',
      databaseUrl: `sqlite:${platform.server.folder}/tenants/own.sqlite3`,
    });
    const { code, answer } = await doctor({
      ...platform.env,
      ENCRYPTION_KEY: 'another key of forty letters, and more',
    });
    expect({ code, wrong: problems(answer) }).toEqual({
      code: 1,
      wrong: ['problem: tenant own, credentials'],
    });
  });

  it('answers 3 for a tenant that does not exist', async () => {
    const { code, answer } = await doctor(platform.env, '--tenant', 'nobody');
    expect({ code, answer }).toMatchObject({ code: 3, answer: { code: 'tenant_not_found' } });
  });

  it('stops between two tenants and answers 1', async () => {
    const { code, stdout } = await cli(['doctor', '--json'], {
      env: platform.env,
      stopSignal: () => AbortSignal.abort(),
    });
    expect({ code, answer: JSON.parse(stdout) }).toMatchObject({ code: 1, answer: { interrupted: true } });
  });

  it('knows which Node is too old', () => {
    expect(nodeFindings('22.12.0')[0]?.level).toBe('ok');
    expect(nodeFindings('20.20.0')).toMatchObject([{ level: 'problem', remedy: 'Update Node.' }]);
  });
});

describe('a shared table that lost its policy', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'postgres', env: { TENANT_ISOLATION: 'row' } });
    await platform.createTenant({ slug: 'acme' });
  });
  afterAll(() => platform?.close());

  it('makes both migrate --check and doctor answer 1 and name it', async () => {
    const { url, prefix } = platform.server;
    const client = new Client({
      connectionString: Object.assign(new URL(url), { pathname: `/${prefix}shared` }).href,
    });
    await client.connect();
    await client.query('DROP POLICY tenantry_tenant ON invoices');
    await client.end();
    const check = await cli(['tenant', 'migrate', '--check', '--json'], { env: platform.env });
    expect({ code: check.code, answer: JSON.parse(check.stdout) }).toEqual({
      code: 1,
      answer: { behind: [], faults: ['default: invoices has not the one policy of the tenants'] },
    });
    const { code, answer } = await doctor(platform.env);
    expect({ code, wrong: problems(answer) }).toEqual({
      code: 1,
      wrong: ['problem: server default, shared tables'],
    });
    const repair = await cli(['tenant', 'migrate', '--tenant', 'acme', '--json'], { env: platform.env });
    expect([repair.code, (await doctor(platform.env)).code]).toEqual([0, 0]);
  });
});
