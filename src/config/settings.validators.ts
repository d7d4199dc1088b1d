import { isIP } from 'node:net';
import { canFollow } from '@tenantry/nest/operator';
import { ValidateBy } from 'class-validator';
import { S3_URL_RULE, s3PlaceOf } from './s3-url.js';

const ruled = (name: string, message: string, holds: (value: string) => boolean): PropertyDecorator =>
  ValidateBy({
    name,
    validator: {
      validate: (value) => typeof value === 'string' && holds(value),
      defaultMessage: () => `$property ${message}`,
    },
  });

const isNetwork = (text: string): boolean => {
  const [address = '', bits, rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest !== undefined) return false;
  // A network of every address would be `true` in other words: anybody could then forge the host.
  return bits === undefined || (/^\d{1,3}$/.test(bits) && +bits >= 1 && +bits <= (family === 4 ? 32 : 128));
};

/** The members of a list such as `10.0.0.0/8, ::1`. */
export const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');

const isServerUrl = (text: string): boolean => URL.canParse(text) && canFollow(text);

const isControlUrl = (text: string): boolean =>
  /^sqlite:.+/.test(text) || (/^postgres(ql)?:\/\/\S+$/.test(text) && isServerUrl(text));

/** `sqlite:<path>`, `postgresql://…` or `mysql://…`. */
export const isStoreUrl = (text: string): boolean =>
  isControlUrl(text) || (/^(mysql|mariadb):\/\/\S+$/.test(text) && isServerUrl(text));

const CONTROL_URL_RULE =
  'must be sqlite:<path> or postgresql://user:password@host:port/database, with sslmode=require, verify-ca or verify-full for TLS';
export const STORE_URL_RULE = `${CONTROL_URL_RULE}, or the same with mysql: (verify-full by the name of the host)`;

export const IsStoreUrl = () => ruled('isStoreUrl', STORE_URL_RULE, isStoreUrl);

export const IsFilesUrl = () => ruled('isFilesUrl', S3_URL_RULE, (text) => s3PlaceOf(text) !== undefined);

/** The control database is on PostgreSQL or SQLite. */
export const IsControlUrl = () => ruled('isControlUrl', CONTROL_URL_RULE, isControlUrl);

export const IsTrustedProxyList = () =>
  ruled(
    'isTrustedProxyList',
    'must be a list of addresses or networks such as 10.0.0.0/8,::1 (never "true")',
    (text) => listOf(text).length > 0 && listOf(text).every(isNetwork),
  );
