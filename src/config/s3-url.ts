/** `s3://bucket/prefix?endpoint=https://…&region=…`: where objects are kept. */
export interface S3Place {
  readonly bucket: string;
  /** Without slashes around it; may be empty. */
  readonly prefix: string;
  /** Undefined: Amazon's own. */
  readonly endpoint?: string;
  readonly region: string;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^[\w.-]+(\/[\w.-]+)*$/;
const DEFAULT_REGION = 'us-east-1';

export const S3_URL_RULE = 'must be s3://bucket/prefix, with ?endpoint=https://… for a store that is not AWS';

/** Undefined when it can't be used. Who signs is not part of it: the SDK reads AWS_ACCESS_KEY_ID and the like. */
export function s3PlaceOf(url: string): S3Place | undefined {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 's3:' || parsed.username || parsed.password || parsed.port) return undefined;
  const prefix = parsed.pathname.replaceAll(/^\/+|\/+$/g, '');
  const endpoint = parsed.searchParams.get('endpoint') ?? undefined;
  if (!BUCKET.test(parsed.hostname) || (prefix !== '' && !PREFIX.test(prefix))) return undefined;
  if (endpoint !== undefined && !isHttp(endpoint)) return undefined;
  const region = parsed.searchParams.get('region') ?? DEFAULT_REGION;
  return { bucket: parsed.hostname, prefix, region, ...(endpoint === undefined ? {} : { endpoint }) };
}

const isHttp = (url: string): boolean => /^https?:$/.test(URL.parse(url)?.protocol ?? '');
