import { crc32, deflateSync } from 'node:zlib';
import type { HttpClient, TestResponse } from './http-client.js';

export interface Upload {
  readonly area?: string;
  readonly name?: string;
  readonly content: Buffer | string;
  /** What the sender says it is. */
  readonly type?: string;
}

/** The body and headers of a form with a file. */
export async function formOf({ area, name = 'file.png', content, type = 'image/png' }: Upload) {
  const form = new FormData();
  if (area !== undefined) form.append('area', area);
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))], { type }), name);
  const encoded = new Response(form);
  return {
    body: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
  };
}

export async function upload(client: HttpClient, file: Upload): Promise<TestResponse> {
  const { body, headers } = await formOf(file);
  return client.post('/api/files', body, { headers });
}

/** A picture of one colour. */
export function png(width: number, height: number, [red, green, blue] = [200, 30, 60]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.from([0, ...Array.from({ length: width }, () => [red, green, blue]).flat()]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}
