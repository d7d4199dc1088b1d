export { checkTenantIsolation } from './check-tenant-isolation.js';
export { describeTenantIsolation, type IsolationSuite } from './describe-tenant-isolation.js';
export type { IsolationCaseReport, IsolationReport } from './isolation-report.js';
export type {
  IsolationLoad,
  IsolationSubject,
  SubjectEntity,
  SubjectRequest,
  SubjectRoutes,
  SubjectTenant,
} from './isolation-subject.js';
