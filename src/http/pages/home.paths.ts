import { RequestMethod } from '@nestjs/common';

/** Paths that have no `/api` in front, for the global prefix. */
export const HOME_PATHS = ['/', 'favicon.ico'].map((path) => ({ path, method: RequestMethod.GET }));
