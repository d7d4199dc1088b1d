import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const TITLE = 'Tenantry API';

/** Relative, so that it works under `/t/<slug>` too. */
export const DOCS_PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TITLE}</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" type="image/png" href="docs/favicon-32x32.png" sizes="32x32">
<link rel="icon" type="image/png" href="docs/favicon-16x16.png" sizes="16x16">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/swagger-ui-init.js"></script>
</body>
</html>
`;

const BEGIN = 'window.addEventListener("load", () => {\nconst spec = ';
const END = `;
window.ui = SwaggerUIBundle({
  spec,
  dom_id: '#swagger-ui',
  deepLinking: true,
  persistAuthorization: true,
  displayRequestDuration: true,
  docExpansion: 'none',
});
});
`;

/** What starts the page, with its document in it. */
export const scriptOf = (document: Buffer): Buffer =>
  Buffer.concat([Buffer.from(BEGIN), document, Buffer.from(END)]);

const EMPTY = JSON.stringify({
  openapi: '3.0.0',
  info: {
    title: TITLE,
    version: '1',
    description: 'Press **Authorize** and paste an operator’s `accessToken`.',
  },
  paths: {},
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
});

/** The same where the document is for those who are signed in: it is fetched with the token that was pasted. */
export const EMPTY_SCRIPT = `window.addEventListener("load", () => {
const load = async (token) => {
  if (!token) return;
  const answer = await fetch('docs-json', { headers: { authorization: 'Bearer ' + token } });
  if (answer.ok) window.ui.specActions.updateSpec(await answer.text());
};
const kept = () => JSON.parse(localStorage.getItem('authorized') ?? '{}')?.bearer?.value;
const loading = () => ({
  statePlugins: {
    auth: {
      wrapActions: {
        authorize: (original) => (payload) => {
          void load(payload?.bearer?.value);
          return original(payload);
        },
      },
    },
  },
});
window.ui = SwaggerUIBundle({
  spec: ${EMPTY},
  dom_id: '#swagger-ui',
  plugins: [loading],
  deepLinking: true,
  persistAuthorization: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  onComplete: () => void load(kept()),
});
});
`;

const TYPES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
  'favicon-16x16.png': 'image/png',
};

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
}

const folder = dirname(
  createRequire(require.resolve('@nestjs/swagger')).resolve('swagger-ui-dist/package.json'),
);
const read = new Map<string, Asset>();

/** The files of Swagger UI that the page needs, and no others; undefined for any other name. */
export function assetOf(name: string): Asset | undefined {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (type === undefined) return undefined;
  let asset = read.get(name);
  if (!asset) read.set(name, (asset = { type, bytes: readFileSync(join(folder, name)) }));
  return asset;
}
