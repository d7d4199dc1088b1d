import { Injectable } from '@nestjs/common';
import { AuditTally } from '../../identity/audit/audit-tally.js';
import { SecurityLog, type SecurityTarget } from '../../identity/audit/security-log.js';
import { OperatorAudit } from '../audit/operator-audit.js';

export const OPERATOR_REALM = 'operator';

const TARGET: SecurityTarget = { realm: OPERATOR_REALM, within: (work) => work() };

/** The lines of the people who run the platform. */
@Injectable()
export class OperatorSecurityLog extends SecurityLog {
  constructor(audit: OperatorAudit, tally: AuditTally) {
    super('operator', audit, tally);
  }

  protected override target(): SecurityTarget {
    return TARGET;
  }
}
