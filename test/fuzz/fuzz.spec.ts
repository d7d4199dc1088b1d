import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runs } from '../support/index.js';

const SEED = '4711';
/** Each operation with a few shapes of body each, and some at random; 10,000 and more by `npm run fuzz`. */
const REQUESTS = runs(1_200, 20_000);
/** For a machine that is busy; on a quiet one the slowest takes a tenth of a second. */
const SLOWEST_MS = 20_000;

describe('The program, asked for nonsense', () => {
  it('answers each request, with no fault of its own, shortly and soon', async () => {
    const argv = ['--program', 'source', '--requests', String(REQUESTS), '--seed', SEED];
    const limits = ['--slowest', String(SLOWEST_MS), '--seconds', '3000'];
    const fuzzer = spawn(process.execPath, [join(__dirname, 'fuzz.mjs'), ...argv, ...limits], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] },
    });
    const ended = new Promise((resolve) => fuzzer.once('exit', resolve));
    const [told, wrong] = await Promise.all([text(fuzzer.stdout), text(fuzzer.stderr)]);
    expect({ code: await ended, told: failuresOf(told), wrong }).toEqual({ code: 0, told: '', wrong: '' });
  }, 3_600_000);
});

/** What is shown when it fails; the figures below them are for people who run it themselves. */
const failuresOf = (told: string): string => (told.includes('FAILURE') ? told : '');
