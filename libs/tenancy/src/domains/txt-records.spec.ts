import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { TxtRecords } from './txt-records.js';

const HEADER_BYTES = 12;
const TXT = 16;
const CODES = { ok: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };

/** The names a small DNS server knows: their TXT records, or the code it answers with (RFC 1035, section 4.1). */
const ZONE: Record<string, string[][] | keyof typeof CODES> = {
  'one.example': [['v=spf1 -all'], ['tenantry-verification=abc']],
  'long.example': [['tenantry-', 'verification=', 'abc']],
  'none.example': [],
  'gone.example': 'NXDOMAIN',
  'broken.example': 'SERVFAIL',
  'refused.example': 'REFUSED',
};

function answer(query: Buffer): Buffer {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const question = query.subarray(HEADER_BYTES, at + 5);
  const known = ZONE[labels.join('.').toLowerCase()] ?? 'NXDOMAIN';
  const records = Array.isArray(known) ? known : [];
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(query.readUInt16BE(0), 0);
  header.writeUInt16BE(0x8180 | (Array.isArray(known) ? CODES.ok : CODES[known]), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question, ...records.map(record)]);
}

function record(parts: string[]): Buffer {
  const data = Buffer.concat(parts.map((part) => Buffer.from(`${String.fromCodePoint(part.length)}${part}`)));
  const fields = Buffer.alloc(HEADER_BYTES);
  fields.writeUInt16BE(0xc00c, 0); // The name of the question.
  fields.writeUInt16BE(TXT, 2);
  fields.writeUInt16BE(1, 4);
  fields.writeUInt16BE(data.length, 10);
  return Buffer.concat([fields, data]);
}

describe('TXT records', () => {
  let server: Socket;
  let records: TxtRecords;

  beforeAll(async () => {
    server = createSocket('udp4');
    server.on('message', (query, { port, address }) => server.send(answer(query), port, address));
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    records = new TxtRecords([`127.0.0.1:${server.address().port}`]);
  });
  afterAll(() => server.close());

  it.each([
    ['one.example', ['v=spf1 -all', 'tenantry-verification=abc']],
    ['long.example', ['tenantry-verification=abc']],
    ['none.example', []],
    ['gone.example', []],
  ])('of %s are %j', async (name, values) => {
    expect(await records.find(name)).toEqual(values);
  });

  it.each(['broken.example', 'refused.example'])('of %s are not known', async (name) => {
    await expect(records.find(name)).rejects.toMatchObject({ code: 'dns_unavailable' });
  });

  it('are not known where no server answers', async () => {
    const closed = createSocket('udp4');
    closed.bind(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address();
    closed.close();
    const nobody = new TxtRecords([`127.0.0.1:${port}`]);
    await expect(nobody.find('one.example')).rejects.toMatchObject({ code: 'dns_unavailable' });
  });
});
