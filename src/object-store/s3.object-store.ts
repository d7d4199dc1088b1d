import { randomUUID } from 'node:crypto';
import { pipeline, type Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { measure } from './measure.js';
import { assertFolder, assertKey, type KeptContent, ObjectStore, type StoredObject } from './object-store.js';
import type { S3Place } from '../config/s3-url.js';

// Loaded by whoever keeps files there: nobody else waits for it at the start.
const loadSdk = () => import('@aws-sdk/client-s3');

/** Objects of a bucket. */
export class S3ObjectStore extends ObjectStore {
  private client: Promise<S3Client> | undefined;

  constructor(private readonly place: S3Place) {
    super();
  }

  async put(folder: string, content: Readable): Promise<KeptContent> {
    assertFolder(folder);
    // Its name is known at its end only.
    const part = this.named(`${folder}/part-${randomUUID()}`);
    const { through, result } = measure();
    pipeline(content, through, () => {
      // What breaks the content breaks the upload that reads it.
    });
    try {
      await this.upload(part, through);
      const kept = result();
      await this.copy(part, this.named(`${folder}/${kept.sha256}`));
      return kept;
    } finally {
      await this.remove(part);
    }
  }

  async get(key: string): Promise<Readable | undefined> {
    assertKey(key);
    const { GetObjectCommand } = await loadSdk();
    const client = await this.connected();
    try {
      const { Body } = await client.send(new GetObjectCommand(this.at(this.named(key))));
      return Body as Readable;
    } catch (error) {
      return undefinedIfMissing(error);
    }
  }

  async has(key: string): Promise<boolean> {
    assertKey(key);
    const { HeadObjectCommand } = await loadSdk();
    const client = await this.connected();
    try {
      return Boolean(await client.send(new HeadObjectCommand(this.at(this.named(key)))));
    } catch (error) {
      return undefinedIfMissing(error) !== undefined;
    }
  }

  async delete(key: string): Promise<void> {
    assertKey(key);
    await this.remove(this.named(key));
  }

  async *list(folder: string): AsyncIterable<StoredObject> {
    assertFolder(folder);
    const { paginateListObjectsV2 } = await loadSdk();
    const asked = { Bucket: this.place.bucket, Prefix: `${this.named(folder)}/` };
    for await (const { Contents } of paginateListObjectsV2({ client: await this.connected() }, asked)) {
      for (const { Key, Size = 0, LastModified = new Date() } of Contents ?? [])
        if (Key) yield { key: this.own(Key), bytes: Size, at: LastModified };
    }
  }

  private async upload(key: string, content: Readable): Promise<void> {
    const { Upload } = await import('@aws-sdk/lib-storage');
    const client = await this.connected();
    await new Upload({ client, params: { ...this.at(key), Body: content } }).done();
  }

  /** Also over one that is there: its time is new then, and nobody takes it for forgotten. */
  private async copy(from: string, to: string): Promise<void> {
    const { CopyObjectCommand } = await loadSdk();
    const source = {
      CopySource: encodeURI(`${this.place.bucket}/${from}`),
      MetadataDirective: 'REPLACE',
    } as const;
    await (await this.connected()).send(new CopyObjectCommand({ ...this.at(to), ...source }));
  }

  private async remove(key: string): Promise<void> {
    const { DeleteObjectCommand } = await loadSdk();
    await (await this.connected()).send(new DeleteObjectCommand(this.at(key)));
  }

  private connected(): Promise<S3Client> {
    const { endpoint, region } = this.place;
    this.client ??= loadSdk().then(
      ({ S3Client: Client }) =>
        new Client({
          region,
          // Stores that aren't Amazon's know neither hosts of buckets nor its newer checksums.
          ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
          requestChecksumCalculation: 'WHEN_REQUIRED',
          responseChecksumValidation: 'WHEN_REQUIRED',
        }),
    );
    return this.client;
  }

  private named(key: string): string {
    const { prefix } = this.place;
    return prefix === '' ? key : `${prefix}/${key}`;
  }

  private own(name: string): string {
    const { prefix } = this.place;
    return prefix === '' ? name : name.slice(prefix.length + 1);
  }

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.place.bucket, Key: key };
  }
}

function undefinedIfMissing(error: unknown): undefined {
  const { name } = error as Error;
  if (name !== 'NoSuchKey' && name !== 'NotFound') throw error;
}
