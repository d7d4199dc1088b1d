/** What other features may use of company. */
export { CompanyModule } from './company.module.js';
export { CompanyService } from './company.service.js';
export type { Company, LegalData } from './company.js';
