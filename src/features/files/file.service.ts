import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { InjectTenantRepository, Tenancy, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import {
  AuditService,
  NotFoundError,
  ObjectStore,
  PayloadTooLargeError,
  UnknownReferenceError,
  ValidationError,
} from '../platform.js';
import { contentType } from './content-type.js';
import { FILE_AREAS, type FileArea, type FileRules, isPicture } from './file-areas.js';
import { FileTypeNotAllowedError } from './file.errors.js';
import { pictureProblem } from './picture-size.js';
import type { SentFile } from './sent-form.js';
import { StoredFile } from './stored-file.entity.js';
import { Usage } from './usage.service.js';

/** Of the bytes of all files; a content that several files have counts for each. */
export const STORAGE = 'storage';

/** The files of the current tenant. */
@Injectable()
export class FileService {
  constructor(
    @InjectTenantRepository(StoredFile) private readonly files: Repository<StoredFile>,
    private readonly usage: Usage,
    private readonly objects: ObjectStore,
    private readonly audit: AuditService,
    private readonly tenancy: Tenancy,
  ) {}

  /** Content first, and the row after it: a process that dies between them leaves a content that is swept. */
  async keep(sent: SentFile): Promise<StoredFile> {
    const type = await this.checkedType(sent);
    const { sha256 } = await this.objects.put(this.folder(), sent.file.read());
    return this.write(sent, { sha256, type });
  }

  /** Throws NotFoundError. */
  async get(id: string): Promise<StoredFile> {
    const file = await this.files.findOneBy({ id });
    if (!file) throw new NotFoundError('file', id);
    return file;
  }

  async read({ sha256 }: StoredFile): Promise<Readable> {
    const content = await this.objects.get(this.keyOf(sha256));
    if (!content) throw new Error('The content of a file is missing in the object store.');
    return content;
  }

  /** The whole content of a small file; undefined when there is no such file. */
  async find(id: string): Promise<{ type: string; sha256: string; content: Buffer } | undefined> {
    const file = await this.files.findOneBy({ id });
    return file
      ? { type: file.type, sha256: file.sha256, content: await buffer(await this.read(file)) }
      : undefined;
  }

  /**
   * Makes a file part of what names it in the field `path`. Throws UnknownReferenceError; ValidationError for a file
   * of another area.
   */
  async claim(
    id: string,
    { area, ownerId, path }: { area: FileArea; ownerId: string; path: string },
  ): Promise<void> {
    const file = await this.files.findOneBy({ id });
    if (!file) throw new UnknownReferenceError(path, id);
    if (file.area !== area) {
      throw new ValidationError([{ path, message: `must be a file of the area ${area}, not ${file.area}` }]);
    }
    await this.files.update({ id }, { ownerId });
  }

  private async checkedType({ area, name, file }: SentFile): Promise<string> {
    const { types, maxBytes }: FileRules = FILE_AREAS[area];
    if (file.bytes > maxBytes) throw new PayloadTooLargeError(maxBytes, `A file for ${area}`);
    const type = await contentType(file.path, name);
    if (type === undefined || !types.includes(type)) throw new FileTypeNotAllowedError(area, type);
    const problem = isPicture(type) ? await pictureProblem(file.path) : undefined;
    if (problem) throw new ValidationError([{ path: 'file', message: problem }]);
    return type;
  }

  @Transactional()
  private async write(
    { area, name, file: sent }: SentFile,
    { sha256, type }: { sha256: string; type: string },
  ): Promise<StoredFile> {
    const { bytes } = sent;
    // The count is held from here on, by the sweep as well: what is there now stays.
    await this.usage.add(STORAGE, bytes);
    if (!(await this.objects.has(this.keyOf(sha256)))) await this.objects.put(this.folder(), sent.read());
    const file = this.files.create({ sha256, bytes, type, name, area });
    await this.files.insert(file);
    const after = { name, type, bytes, sha256, area };
    await this.audit.record({ action: 'file.uploaded', entity: 'file', entityId: file.id, after });
    return file;
  }

  private folder(): string {
    return this.tenancy.current().id;
  }

  private keyOf(sha256: string): string {
    return `${this.folder()}/${sha256}`;
  }
}
