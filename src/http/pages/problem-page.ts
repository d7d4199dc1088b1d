import type { FastifyRequest } from 'fastify';
import type { AppConfig } from '../../config/config.js';
import type { Problem } from '../../kernel/problem/problem.js';
import { baseOf, type Page, type Way } from './page.js';

const TITLES: Record<string, string> = {
  tenant_not_found: 'No company lives at this address',
  tenant_suspended: 'This company is suspended',
  tenant_deleted: 'This company is no longer here',
  not_found: 'Nothing is at this address',
  unauthenticated: 'Please sign in first',
  forbidden: 'This is not for you to see',
};

/** What a person reads instead of problem+json. */
export function problemPage(problem: Problem, request: FastifyRequest, config: AppConfig): Page {
  const isRetried = problem.status === 503 || problem.status === 429;
  return {
    title: TITLES[problem.code] ?? problem.title,
    text: [
      textOf(problem),
      ...(isRetried ? ['Try again in a moment.'] : []),
      ...(problem.status >= 500 ? [`Who looks into it is helped by this number: ${request.id}`] : []),
    ],
    ways: waysOf(problem, request, config),
  };
}

/** The problem speaks of tenants, which is no word of visitors; and Nest says "Cannot GET /path", which is no sentence for people. */
const textOf = ({ code, detail, instance }: Problem): string => {
  if (code === 'tenant_not_found') return 'Perhaps it is misspelt, or the company has another one now.';
  return code === 'not_found' && detail.startsWith('Cannot ') ? `There is no page ${instance} here.` : detail;
};

/** Of a host that nobody has, only the platform itself is known to be there. */
function waysOf({ code }: Problem, request: FastifyRequest, { publicUrl }: AppConfig): Way[] {
  if (code === 'tenant_not_found') return [{ label: 'To the start page', href: `${publicUrl}/` }];
  const base = baseOf(request);
  return [
    { label: 'To the start page', href: `${base}/` },
    { label: 'Sign in and use the API', href: `${base}/docs` },
  ];
}
