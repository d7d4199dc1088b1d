import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formOf, png, upload } from '../../support/files.support.js';
import { expectStatus, startPlatform, type TenantClient, type TestPlatform } from '../../support/index.js';
import { refusal } from '../../support/sales.support.js';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

describe('Files', () => {
  let platform: TestPlatform;
  let acme: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await platform.createTenant({ slug: 'acme' });
  });
  afterAll(() => platform?.close());

  const folder = (): string => join(platform.env['DATA_DIR'] ?? '', 'files', acme.tenant.id);
  const contents = (): string[] => readdirSync(folder());
  const spooled = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('tenantry-upload-'));

  it('are kept by their content, and come back as they were sent', async () => {
    const content = png(4, 3);
    const { body } = await expectStatus(201, upload(acme, { area: 'logo', name: 'Logo é.png', content }));
    expect(body).toEqual({
      id: expect.any(String),
      name: 'Logo é.png',
      type: 'image/png',
      bytes: content.length,
      sha256: sha256(content),
    });
    const { raw, headers } = await expectStatus(200, acme.get(`/api/files/${body.id}`));
    expect(raw.equals(content)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(content.length),
      'content-disposition': `inline; filename="Logo _.png"; filename*=UTF-8''Logo%20%C3%A9.png`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(spooled()).toEqual([]);
  });

  it('of one content are kept once, and each counts', async () => {
    const content = png(5, 5);
    const before = await usage();
    const ids = [];
    for (const name of ['a.png', 'b.png'])
      ids.push((await expectStatus(201, upload(acme, { area: 'logo', name, content }))).body.id);
    expect(new Set(ids).size).toBe(2);
    expect(contents().filter((name) => name === sha256(content))).toHaveLength(1);
    expect((await usage()) - before).toBe(2 * content.length);
  });

  it('are readable by nobody else on the machine', () => {
    const modes = [folder(), ...contents().map((name) => join(folder(), name))].map(
      (path) => statSync(path).mode & 0o077,
    );
    expect(new Set(modes)).toEqual(new Set([0]));
  });

  it('that are no pictures are to be saved', async () => {
    const { body } = await expectStatus(
      201,
      upload(acme, { area: 'attachments', name: 'terms.pdf', content: PDF }),
    );
    expect(body.type).toBe('application/pdf');
    const { headers } = await acme.get(`/api/files/${body.id}`);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="terms.pdf"/);
  });

  it('that are texts are known by their name, if they are UTF-8 without NUL', async () => {
    const send = async (name: string, content: string | Buffer) =>
      upload(acme, { area: 'documents', name, content });
    expect((await send('list.CSV', 'a;b\nü;2\n')).body.type).toBe('text/csv');
    expect((await send('notes.txt', 'hello')).body.type).toBe('text/plain');
    for (const [name, content] of [
      ['list.csv', Buffer.from('a\0b')],
      ['list.csv', Buffer.from([0x61, 0xff, 0xfe])],
      ['list.csv', Buffer.from([0x61, 0xc3])],
      ['list', Buffer.from('hello')],
    ] as const)
      expect(await refusal(send(name, content))).toEqual([415, 'file_type_not_allowed']);
  });

  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0')],
    ['a PDF', PDF],
    ['nothing known', Buffer.from([1, 2, 3, 4, 5])],
  ])('called a picture are refused when they are %s', async (_, content) => {
    expect(await refusal(upload(acme, { area: 'logo', content }))).toEqual([415, 'file_type_not_allowed']);
  });

  it('that begin as a picture and are none are refused', async () => {
    const begun = png(4, 4).subarray(0, 20);
    expect(await refusal(upload(acme, { area: 'logo', content: begun }))).toEqual([400, 'validation_failed']);
    const huge = Buffer.from(png(1, 1));
    huge.writeUInt32BE(60_000, 16);
    const { status, body } = await upload(acme, { area: 'logo', content: huge });
    expect([status, body.errors]).toEqual([
      400,
      [{ path: 'file', message: expect.stringContaining('4096 pixels') }],
    ]);
  });

  it.each([
    ['../../../etc/passwd.png', 'passwd.png'],
    ['..\\..\\windows\\system.png', 'system.png'],
    ['/', 'file'],
    ['..', 'file'],
    ['a\u202egnp.exe', 'agnp.exe'],
    [`${'x'.repeat(400)}.png`, `${'x'.repeat(196)}.png`],
    ['quote".png', 'quote%22.png'],
  ])('are called by the end of their path: %j', async (sent, name) => {
    const { body } = await expectStatus(201, upload(acme, { area: 'logo', name: sent, content: png(2, 2) }));
    expect(body.name).toBe(name);
    const { headers } = await expectStatus(200, acme.get(`/api/files/${body.id}`));
    expect(headers['content-disposition']).not.toMatch(/[\r\n]|""/);
  });

  it.each([
    ['an area', { content: png(2, 2) }, 'area'],
    ['a known area', { area: 'secrets', content: png(2, 2) }, 'area'],
    ['a known area, and not one of objects', { area: 'constructor', content: png(2, 2) }, 'area'],
    ['content', { area: 'logo', content: '' }, 'file'],
  ])('need %s', async (_, file, path) => {
    const { status, body } = await upload(acme, file);
    expect([status, body.code, body.errors?.map((one: { path: string }) => one.path)]).toEqual([
      400,
      'validation_failed',
      [path],
    ]);
    expect(spooled()).toEqual([]);
  });

  it('need a form: JSON, another form and a broken one are refused', async () => {
    expect(await refusal(acme.post('/api/files', {}))).toEqual([415, 'unsupported_media_type']);
    const mixed = { headers: { 'content-type': 'multipart/mixed; boundary=x' } };
    expect((await acme.post('/api/files', '--x--', mixed)).status).toBe(415);
    const without = { headers: { 'content-type': 'multipart/form-data' } };
    expect((await acme.post('/api/files', 'x', without)).status).toBe(400);
    const cut = { headers: { 'content-type': 'multipart/form-data; boundary=x' } };
    const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc';
    expect((await acme.post('/api/files', head, cut)).status).toBe(400);
    expect(spooled()).toEqual([]);
  });

  it('are one a form, beside no field that is unknown', async () => {
    const two = await formOf({ area: 'logo', content: png(2, 2) });
    const text = two.body.toString('latin1');
    const boundary = /boundary=(.+)$/.exec(two.headers['content-type'])?.[1] ?? '';
    const more = (part: string) =>
      acme.post(
        '/api/files',
        Buffer.from(text.replace(`--${boundary}--`, `${part}--${boundary}--`), 'latin1'),
        two,
      );
    const field = (name: string, value: string) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    expect(await refusal(more(field('ownerId', '1')))).toEqual([400, 'validation_failed']);
    expect(await refusal(more(field('area', 'bills')))).toEqual([400, 'validation_failed']);
    const second = field('file', 'x').replace('name="file"', 'name="file"; filename="b.png"');
    expect((await more(second)).status).toBe(413);
    expect((await more(field('__proto__', '1'))).status).toBe(400);
    expect(spooled()).toEqual([]);
  });

  it('may be as large as their area says', async () => {
    const large = Buffer.concat([png(4, 4), Buffer.alloc(512 * 1024)]);
    expect(await refusal(upload(acme, { area: 'logo', content: large }))).toEqual([413, 'payload_too_large']);
    const paper = Buffer.concat([PDF, Buffer.alloc(9 * 1024 * 1024)]);
    await expectStatus(201, upload(acme, { area: 'attachments', name: 'a.pdf', content: paper }));
    const tooLarge = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]);
    expect(await refusal(upload(acme, { area: 'attachments', content: tooLarge }))).toEqual([
      413,
      'payload_too_large',
    ]);
    expect(spooled()).toEqual([]);
  });

  it('leave nothing when their sender goes away', async () => {
    const before = contents();
    const { body, headers } = await formOf({
      area: 'attachments',
      content: Buffer.concat([PDF, Buffer.alloc(2_000_000)]),
    });
    await new Promise<void>((resolve) => {
      const socket = connect(platform.port, '127.0.0.1', () => {
        const lines = [
          'POST /api/files HTTP/1.1',
          'host: acme.localhost',
          `authorization: Bearer ${acme.token}`,
          `content-type: ${headers['content-type']}`,
          `content-length: ${body.length}`,
        ];
        socket.write(`${lines.join('\r\n')}\r\n\r\n`);
        socket.write(body.subarray(0, 1_000_000));
        void until(() => spooled().length > 0).then(() => resolve(void socket.destroy()));
      });
    });
    await until(() => spooled().length === 0);
    expect(contents()).toEqual(before);
  });

  it('are sent to their own path alone', async () => {
    const { body, headers } = await formOf({ area: 'logo', content: png(2, 2) });
    for (const path of ['/api/sales/customers', '/api/auth/login', '/api/sales/customers/import']) {
      expect(await refusal(acme.post(path, body, { headers }))).toEqual([415, 'unsupported_media_type']);
    }
    const long = JSON.stringify({ area: 'x'.repeat(100_000) });
    const json = { headers: { 'content-type': 'application/json' } };
    expect((await acme.post('/api/files', long, json)).status).toBe(413);
  });

  it('are for those who may see what they belong to', async () => {
    const { body } = await expectStatus(
      201,
      upload(acme, { area: 'documents', name: 'a.txt', content: 'x' }),
    );
    const { body: logo } = await expectStatus(201, upload(acme, { area: 'logo', content: png(2, 2) }));
    const viewer = {
      email: 'viewer@acme.test',
      name: 'Viewer',
      role: 'viewer',
      password: 'viewer-password-1',
    };
    await expectStatus(201, acme.post('/api/users', viewer));
    const { email, password } = viewer;
    const theirs = await platform.signIn('acme.localhost', { email, password });
    expect(await refusal(theirs.get(`/api/files/${body.id}`))).toEqual([403, 'forbidden']);
    expect((await theirs.get(`/api/files/${logo.id}`)).status).toBe(200);
    expect(await refusal(upload(theirs, { area: 'logo', content: png(2, 2) }))).toEqual([403, 'forbidden']);
    expect((await acme.as(undefined).get(`/api/files/${logo.id}`)).status).toBe(401);
    expect((await upload(acme.as(undefined), { area: 'logo', content: png(2, 2) })).status).toBe(401);
    expect(spooled()).toEqual([]);
  });

  const usage = async (): Promise<number> => {
    const { Tenancy } = await import('@tenantry/nest');
    const { STORAGE, Usage } = await import('../../../src/features/files/index.js');
    return platform.app
      .get(Tenancy)
      .run('acme', () => platform.app.get(Usage, { strict: false }).of(STORAGE));
  };
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
