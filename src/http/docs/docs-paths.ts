import { RequestMethod } from '@nestjs/common';

/** Paths that have no `/api` in front, for the global prefix. */
export const DOCS_PATHS = ['docs', 'docs-json', 'docs-yaml', 'docs/swagger-ui-init.js', 'docs/:asset'].map(
  (path) => ({ path, method: RequestMethod.GET }),
);
