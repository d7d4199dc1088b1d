import { dayIn } from '../platform.js';
import { isTimeZone } from './time-zone.js';

describe('time zones', () => {
  it('are IANA names', () => {
    expect(['UTC', 'Europe/Madrid', 'Asia/Calcutta'].map(isTimeZone)).toEqual([true, true, true]);
    expect(['', 'Mars/Olympus', '+02:00', 'local'].map(isTimeZone)).toEqual([false, false, false, false]);
  });

  it('decide which day it is', () => {
    const at = new Date('2026-03-31T22:30:00Z');
    expect(['UTC', 'Europe/Madrid', 'America/Lima'].map((zone) => dayIn(zone, at))).toEqual([
      '2026-03-31',
      '2026-04-01',
      '2026-03-31',
    ]);
  });
});
