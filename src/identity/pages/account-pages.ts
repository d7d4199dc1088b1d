import { RequestMethod } from '@nestjs/common';

/** Paths that have no `/api` in front, for the global prefix. */
export const ACCOUNT_PAGES = ['invitations/accept', 'password/reset', 'account.js'].map((path) => ({
  path,
  method: RequestMethod.GET,
}));
