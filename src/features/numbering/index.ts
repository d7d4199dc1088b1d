/** What other features may use of numbering. */
export { type NumberSeries, numberText } from './number-series.js';
export { NumberingModule } from './numbering.module.js';
export { NumberingService } from './numbering.service.js';
