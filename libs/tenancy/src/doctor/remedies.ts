import type { Fault } from '../engine/engine-checks.js';

export const UNREADABLE: Fault = {
  message: 'Its credentials in the control database can not be opened with ENCRYPTION_KEY.',
  remedy: 'Start with the ENCRYPTION_KEY that sealed them, or write them down anew.',
};
