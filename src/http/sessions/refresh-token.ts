import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { parse as uuidBytes, stringify as uuidText } from 'uuid';

export const REFRESH_TOKEN_DAYS = 30;

/** `<realm>.<session id, number and secret>`: the realm (a tenant's id, or `operator`) tells who can look it up. */
export interface RefreshToken {
  readonly realm: string;
  readonly sessionId: string;
  /** Which token of its session it says it is; undefined of those that were made before tokens were numbered. */
  readonly number?: number;
  readonly secret: Buffer;
  /** What is kept of it. */
  readonly hash: string;
}

const ID_BYTES = 16;
const NUMBER_BYTES = 4;
const SHAPE = /^([a-z0-9-]{1,36})\.([A-Za-z0-9_-]{64}|[A-Za-z0-9_-]{70})$/;
const UNNUMBERED = 64;

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * The tokens of one session, each derived from its number: the newest can be told again to who lost the answer,
 * and none of them is stored. A stolen store gives no live token, and a made-up one is known as such.
 */
export class RefreshTokens {
  readonly #key: Buffer;

  constructor(
    jwtSecret: string,
    private readonly realm: string,
    private readonly sessionId: string,
  ) {
    this.#key = Buffer.from(hkdfSync('sha256', jwtSecret, realm + sessionId, 'refresh-token', 32));
  }

  make(number: number): { text: string; hash: string } {
    const bytes = Buffer.concat([uuidBytes(this.sessionId), bytesOf(number), this.#secret(number)]);
    const text = `${this.realm}.${bytes.toString('base64url')}`;
    return { text, hash: hashOf(text) };
  }

  /** Whether the token is what it says, however old. */
  made({ number, secret }: RefreshToken): boolean {
    return number !== undefined && timingSafeEqual(this.#secret(number), secret);
  }

  #secret(number: number): Buffer {
    return createHmac('sha256', this.#key).update(bytesOf(number)).digest();
  }
}

function bytesOf(number: number): Buffer {
  const bytes = Buffer.alloc(NUMBER_BYTES);
  bytes.writeUInt32BE(number);
  return bytes;
}

/** Undefined when the text can't be a refresh token. */
export function readRefreshToken(text: string): RefreshToken | undefined {
  const [, realm, coded] = SHAPE.exec(text) ?? [];
  if (realm === undefined || coded === undefined) return undefined;
  const bytes = Buffer.from(coded, 'base64url');
  const numbered = coded.length > UNNUMBERED;
  try {
    return {
      realm,
      sessionId: uuidText(bytes.subarray(0, ID_BYTES)),
      ...(numbered ? { number: bytes.readUInt32BE(ID_BYTES) } : {}),
      secret: bytes.subarray(numbered ? ID_BYTES + NUMBER_BYTES : ID_BYTES),
      hash: hashOf(text),
    };
  } catch {
    return undefined; // The first bytes are no UUID.
  }
}
