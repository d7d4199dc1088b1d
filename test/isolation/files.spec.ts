import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Tenancy } from '@tenantry/nest';
import { FileService, FileSweep, STORAGE, Usage } from '../../src/features/files/index.js';
import { ObjectStore } from '../../src/object-store/object-store.js';
import { png, upload } from '../support/files.support.js';
import {
  expectStatus,
  startPlatform,
  type TenantClient,
  TEST_STORES,
  type TestPlatform,
} from '../support/index.js';
import { refusal } from '../support/sales.support.js';

describe.each(TEST_STORES)('The files of two companies on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex' });
  });
  afterAll(() => platform?.close());

  const inside = <R>(company: TenantClient, work: () => Promise<R>): Promise<R> =>
    platform.app.get(Tenancy).run(company.slug, work);
  const usage = (company: TenantClient): Promise<number> =>
    inside(company, () => platform.app.get(Usage, { strict: false }).of(STORAGE));
  const sweep = (company: TenantClient, olderThan = new Date(Date.now() + 1000)) =>
    inside(company, () => platform.app.get(FileSweep, { strict: false }).run(olderThan));
  const contents = (company: TenantClient): string[] =>
    readdirSync(join(platform.env['DATA_DIR'] ?? '', 'files', company.tenant.id));
  const keep = async (company: TenantClient, content: Buffer) =>
    (await expectStatus(201, upload(company, { area: 'logo', content }))).body;

  it('are not found by the other', async () => {
    const { id } = await keep(acme, png(2, 2, [1, 2, 3]));
    expect((await acme.get(`/api/files/${id}`)).status).toBe(200);
    expect(await refusal(globex.get(`/api/files/${id}`))).toEqual([404, 'not_found']);
  });

  it('of one content are each their own: the other learns nothing and loses nothing', async () => {
    const content = png(3, 3, [4, 5, 6]);
    const theirs = await keep(acme, content);
    const before = await usage(globex);
    const ours = await keep(globex, content);
    expect({ ...ours, id: theirs.id }).toEqual(theirs);
    expect((await usage(globex)) - before).toBe(content.length);
    expect([contents(acme), contents(globex)]).toEqual([
      expect.arrayContaining([ours.sha256]),
      expect.arrayContaining([ours.sha256]),
    ]);
    await inside(globex, () => platform.app.get(ObjectStore).delete(`${globex.tenant.id}/${ours.sha256}`));
    expect((await acme.get(`/api/files/${theirs.id}`)).raw.equals(content)).toBe(true);
  });

  it('are swept by no sweep of the other', async () => {
    const { id, sha256 } = await keep(acme, png(2, 3, [7, 8, 9]));
    await sweep(globex);
    expect(contents(acme)).toContain(sha256);
    await sweep(acme);
    expect((await acme.get(`/api/files/${id}`)).status).toBe(200);
  });

  it('leave a content alone when their row is not written, and the sweep takes it', async () => {
    const objects = platform.app.get(ObjectStore);
    const [before, kept] = [await usage(acme), contents(acme).length];
    const { sha256 } = await objects.put(acme.tenant.id, Readable.from(['nobody has this']));
    expect((await sweep(acme, new Date(Date.now() - 60_000))).objects).toBe(0);
    expect(contents(acme)).toContain(sha256);
    expect(await sweep(acme)).toEqual({ objects: 1, bytes: 15 });
    expect([await usage(acme), contents(acme).length]).toEqual([before, kept]);
  });

  it('count nothing when the transaction around them fails', async () => {
    const { id } = await keep(acme, png(4, 2, [1, 1, 1]));
    const before = await usage(acme);
    const failing = inside(acme, () =>
      platform.app
        .get(Tenancy)
        .dataSource()
        .transaction(async () => {
          await platform.app.get(Usage, { strict: false }).add(STORAGE, 1_000);
          throw new Error('after all');
        }),
    );
    await expect(failing).rejects.toThrow('after all');
    expect(await usage(acme)).toBe(before);
    // The connection that failed shows the next one nothing of the other either.
    expect((await globex.get(`/api/files/${id}`)).status).toBe(404);
  });

  it('are each their own inside transactions of both at once', async () => {
    const files = platform.app.get(FileService, { strict: false });
    const mine = await keep(acme, png(6, 2, [1, 0, 0]));
    const other = await keep(globex, png(6, 2, [0, 1, 0]));
    const found = await Promise.all(
      [acme, globex].map((company) =>
        inside(company, () =>
          platform.app
            .get(Tenancy)
            .dataSource()
            .transaction(async () => [await files.find(mine.id), await files.find(other.id)]),
        ),
      ),
    );
    expect(found.map((pair) => pair.map((file) => file?.sha256))).toEqual([
      [mine.sha256, undefined],
      [undefined, other.sha256],
    ]);
  });

  it('stay while uploads and sweeps of one content run at once', async () => {
    const content = png(7, 7, [9, 9, 9]);
    const swept = (async () => {
      for (let round = 0; round < 10; round += 1) await sweep(acme);
    })();
    const sent = await Promise.all(Array.from({ length: 6 }, () => keep(acme, content)));
    await swept;
    for (const { id } of sent) expect((await acme.get(`/api/files/${id}`)).raw.equals(content)).toBe(true);
  });
});
