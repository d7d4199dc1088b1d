import type { AppConfig } from '../../config/config.js';
import type { PlaneName } from '../../kernel/request/plane.decorator.js';
import type { Page } from './page.js';

interface Visit {
  readonly plane: PlaneName;
  readonly base: string;
  /** Of a company's own host. */
  readonly company?: string | undefined;
}

const SIGN_IN = 'To sign in: POST /api/auth/login on the page of the API, and the token behind “Authorize”.';

/** What there is at `/`, until somebody has signed in. */
export function homePage({ plane, base, company }: Visit, config: AppConfig): Page {
  const api = { label: 'Sign in and use the API', href: `${base}/docs` };
  if (plane === 'tenant') return { title: company ?? 'Tenantry', text: [SIGN_IN], ways: [api] };
  if (plane === 'admin') {
    return { title: 'Operators', text: ['Here the companies are looked after.', SIGN_IN], ways: [api] };
  }
  const text = [`Each company has an address of its own, such as ${config.urlOf('your-company')}`, SIGN_IN];
  // Who runs a production knows it; others need not be led there.
  const operators = config.production ? [] : [{ label: 'Operators', href: `${config.urlOf('admin')}/` }];
  return { title: 'Tenantry', text, ways: [api, ...operators] };
}
