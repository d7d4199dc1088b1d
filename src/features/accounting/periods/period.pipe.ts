import { Injectable, type PipeTransform } from '@nestjs/common';
import { ValidationError } from '../../platform.js';
import { MONTH } from '../calendar/months.js';

/** A month in a path. */
@Injectable()
export class PeriodPipe implements PipeTransform<string, string> {
  transform(period: string): string {
    if (MONTH.test(period)) return period;
    throw new ValidationError([{ path: 'period', message: 'period must be a month such as 2026-03' }]);
  }
}

/** A year in a path. */
@Injectable()
export class YearPipe implements PipeTransform<string, number> {
  transform(year: string): number {
    if (/^[1-9]\d{3}$/.test(year)) return Number(year);
    throw new ValidationError([{ path: 'year', message: 'year must be a year such as 2026' }]);
  }
}
