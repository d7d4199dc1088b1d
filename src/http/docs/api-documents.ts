import { createRequire } from 'node:module';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PLANES, type PlaneName } from '../../kernel/request/plane.decorator.js';
import { LRUCache } from 'lru-cache';
import type { Feature } from '../../kernel/entitlements/features.js';
import { planeDocument } from './plane-document.js';

const FORMS = ['json', 'yaml'] as const;
export type DocumentForm = (typeof FORMS)[number];

/** A megabyte each. */
const MOST_PARTIAL = 8;

interface DocumentVariant {
  /** The path that its operations stand under, where it isn't the host's root. */
  base?: string | undefined;
  /** What the company of the host doesn't have. */
  off?: readonly Feature[];
}

const ofSwagger = createRequire(require.resolve('@nestjs/swagger'));

/**
 * The document of each plane as the bytes that are sent, made once: by `prepare`, else when somebody looks for the first
 * time. A megabyte takes a tenth of a second to write down.
 */
@Injectable()
export class ApiDocuments {
  readonly #made = new Map<string, Buffer>();
  /** Of companies that lack a module: few kinds of them at a time. */
  readonly #partial = new LRUCache<string, Buffer>({ max: MOST_PARTIAL });
  #app: NestFastifyApplication | undefined;

  /** Before the first request. */
  describe(app: NestFastifyApplication): void {
    this.#app = app;
  }

  /** All of them at once, for programs whose first reader must not hold everybody up. */
  prepare(): void {
    for (const plane of PLANES) for (const form of FORMS) this.#documentOf(plane, form);
  }

  bytesOf(plane: PlaneName, form: DocumentForm, { base, off = [] }: DocumentVariant = {}): Buffer {
    const document = this.#documentOf(plane, form, off);
    if (base === undefined) return document;
    const server = JSON.stringify([{ url: base }]);
    return form === 'json'
      ? Buffer.concat([Buffer.from(`{"servers":${server},`), document.subarray(1)])
      : Buffer.concat([Buffer.from(`servers: ${server}\n`), document]);
  }

  #documentOf(plane: PlaneName, form: DocumentForm, off: readonly Feature[] = []): Buffer {
    const kept = off.length === 0 ? this.#made : this.#partial;
    const key = [plane, form, ...off].join(' ');
    const known = kept.get(key);
    if (known) return known;
    const made = form === 'json' ? this.#write(plane, off) : yamlOf(this.#documentOf(plane, 'json', off));
    kept.set(key, made);
    return made;
  }

  #write(plane: PlaneName, off: readonly Feature[]): Buffer {
    if (!this.#app) throw new Error('The documents have not been told of the application.');
    // Those that are tried from elsewhere bring their own.
    const { servers: _none, ...document } = planeDocument(this.#app, plane, off);
    return Buffer.from(JSON.stringify(document));
  }
}

function yamlOf(json: Buffer): Buffer {
  const { dump } = ofSwagger('js-yaml') as { dump(value: unknown, options: object): string };
  return Buffer.from(dump(JSON.parse(json.toString('utf8')), { noRefs: true }));
}
