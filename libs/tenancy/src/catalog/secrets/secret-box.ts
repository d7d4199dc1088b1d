import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { TenancyError } from '../../tenancy.errors.js';

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed value can't be opened: another ENCRYPTION_KEY, another place, or changed bytes. */
export class SecretUnreadableError extends TenancyError {
  readonly code = 'secret_unreadable';
  constructor(reason: string) {
    super(`A stored secret can't be read: ${reason}. Was ENCRYPTION_KEY changed?`);
  }
}

interface Key {
  id: string;
  bytes: Buffer;
}

/**
 * Seals secrets that are kept in the control database: AES-256-GCM, `v1.<key id>.<iv + text + tag>`.
 *
 * The first key seals, all of them open, so a key is rotated by putting the new one in front. The key id is
 * a digest of the key, so that nothing else has to remember which is which. `place` (for example
 * `servers.url:<id>`) is authenticated: a sealed value copied to another row doesn't open there.
 */
export class SecretBox {
  private readonly keys: readonly Key[];

  constructor(secrets: readonly string[]) {
    this.keys = secrets.map(keyOf);
    if (this.keys.length === 0) throw new SecretUnreadableError('there is no encryption key');
  }

  seal(text: string, place: string): string {
    const key = this.keys[0]!;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${VERSION}.${key.id}.${sealed.toString('base64url')}`;
  }

  open(sealed: string, place: string): string {
    const [version, keyId, body] = sealed.split('.');
    if (version !== VERSION || body === undefined) throw new SecretUnreadableError('unknown form');
    const key = this.keys.find(({ id }) => id === keyId);
    if (!key) throw new SecretUnreadableError(`its key "${keyId}" is not among the known ones`);
    return decrypt(key, Buffer.from(body, 'base64url'), place);
  }
}

function keyOf(secret: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'tenantry secret box', 32));
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

function decrypt(key: Key, bytes: Buffer, place: string): string {
  if (bytes.length < IV_BYTES + TAG_BYTES) throw new SecretUnreadableError('it is too short');
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8');
    return text + decipher.final('utf8');
  } catch {
    throw new SecretUnreadableError('it was changed or belongs elsewhere');
  }
}
