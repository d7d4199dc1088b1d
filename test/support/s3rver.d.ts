declare module 's3rver' {
  import type { RequestListener } from 'node:http';

  /** An S3 store for tests; anybody signs in as `S3RVER`, with the same as the secret. */
  export default class S3rver {
    constructor(options: {
      directory: string;
      silent: boolean;
      configureBuckets: { name: string; configs: string[] }[];
    });
    configureBuckets(): Promise<unknown>;
    callback(): RequestListener;
  }
}
