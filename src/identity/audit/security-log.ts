import type { FailedSignIn } from '../../http/sign-in/credential-check.js';
import { hashOf } from '../../http/sessions/refresh-token.js';
import type { SessionEnd } from '../../http/sessions/sessions.js';
import type { ActorKind } from './audit-entry.entity.js';
import type { AuditTally, Tallied } from './audit-tally.js';
import type { AuditRecord, AuditTrail } from './audit-trail.js';

/** Of one person within an hour, before they are counted: a program may sign in for each of its calls. */
const SIGN_INS = 20;

interface Person {
  readonly id: string;
  readonly email?: string;
}

/** Where the lines of a realm go, also long after the request that caused them. */
export interface SecurityTarget {
  readonly realm: string;
  within(work: () => Promise<void>): Promise<void>;
}

/** What an audit log holds of sign-ins and refusals, without letting anybody fill it. */
export abstract class SecurityLog {
  protected constructor(
    private readonly kind: ActorKind,
    private readonly audit: AuditTrail,
    private readonly tally: AuditTally,
  ) {}

  /** Undefined where nothing is to be written. */
  protected abstract target(): SecurityTarget | undefined;

  signedIn(person: Person, sessionId: string): Promise<void> {
    return this.session('signed_in', person, sessionId);
  }

  ended(how: SessionEnd, person: Person, sessionId: string): Promise<void> {
    return this.session(how, person, sessionId);
  }

  /**
   * An unknown e-mail address is counted like a known one, or the time would tell them apart. It is not written:
   * people type passwords into the wrong field.
   */
  async failed({ email, accountId, address, lockedSeconds }: FailedSignIn): Promise<void> {
    const about = {
      entity: this.kind,
      actor: { kind: 'system' },
      ...(accountId !== undefined && { entityId: accountId }),
    } as const;
    const key = `${hashOf(email)} ${address}`;
    await this.count(`failed ${key}`, { ...about, action: 'auth.sign_in_failed', after: { address } });
    if (lockedSeconds === 0) return;
    const after = { address, seconds: lockedSeconds };
    await this.count(`locked ${key}`, { ...about, action: 'auth.locked_out', after });
  }

  protected async count(key: string, record: AuditRecord, lines = 1): Promise<void> {
    const target = this.target();
    if (!target) return;
    const write = (tallied: Tallied) => target.within(() => this.audit.record(lineOf(record, tallied)));
    await this.tally.count({ realm: target.realm, key, lines, write });
  }

  private session(how: string, { id, email }: Person, entityId: string): Promise<void> {
    const actor = { kind: this.kind, id, ...(email !== undefined && { email }) };
    return this.count(
      `${how} ${id}`,
      { action: `auth.${how}`, entity: 'session', entityId, actor },
      SIGN_INS,
    );
  }
}

function lineOf(record: AuditRecord, { count, since, others }: Tallied): AuditRecord {
  const counted = count === 1 ? {} : { count, since };
  const { action, entity } = record;
  if (others) return { action, entity, actor: { kind: 'system' }, after: { ...counted, others } };
  const after = { ...(record.after as object | undefined), ...counted };
  return Object.keys(after).length > 0 ? { ...record, after } : record;
}
