import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Way {
  readonly label: string;
  readonly href: string;
}

/** A page for people who have come to an address with a browser. */
export interface Page {
  readonly title: string;
  /** One paragraph each. */
  readonly text: readonly string[];
  /** Where one can go from here. */
  readonly ways: readonly Way[];
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);

const STYLE = `:root{color-scheme:light dark}
body{font:17px/1.55 system-ui,sans-serif;max-width:34rem;margin:14vh auto 4rem;padding:0 1.25rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
p{margin:0 0 1rem}
ul{list-style:none;padding:0;margin:2rem 0 0}
li{margin:0 0 .75rem}
a{display:inline-block;padding:.25rem 0}`;

const styleHash = createHash('sha256').update(STYLE).digest('base64');
/** Nothing runs on these pages, and nothing is loaded but the icon. */
const POLICY = `default-src 'none';style-src 'sha256-${styleHash}';img-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'`;

/** As markup; everything in it is shown as text. */
const markupOf = ({ title, text, ways }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${text.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n')}
<ul>
${ways.map(({ label, href }) => `<li><a href="${escaped(href)}">${escaped(label)}</a></li>`).join('\n')}
</ul>
</main>
</body>
</html>
`;

/** Browsers ask for HTML by name; programs that take anything, or JSON, don't get a page. */
export function wantsPage({ method, headers }: FastifyRequest): boolean {
  const accept = headers.accept ?? '';
  return (method === 'GET' || method === 'HEAD') && accept.includes('text/html') && !accept.includes('json');
}

export function sendPage(reply: FastifyReply, page: Page): void {
  void reply
    .header('content-security-policy', POLICY)
    .header('vary', 'Host, Authorization, Accept')
    .type('text/html; charset=utf-8')
    .send(markupOf(page));
}

/** On the app host a company is under `/t/<slug>`: the way on has to stay there. */
export const baseOf = ({ originalUrl }: FastifyRequest): string =>
  /^\/t\/[^/?]+/.exec(originalUrl)?.[0] ?? '';
