import { findRequest, type Principal } from '../../platform.js';

/** E-mail of who is signed in on the request; null for jobs and the command line. */
export function actorEmail(): string | null {
  const request: { id: string; user?: Principal } | undefined = findRequest();
  return request?.user?.email ?? null;
}
