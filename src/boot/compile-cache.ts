import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Beside the built program, whose rights it shares: code is taken from it. Where nothing may be written (a read-only
// image) Node goes on without it. A quarter of a start's CPU goes into compiling otherwise.
if (__filename.endsWith('.js')) enableCompileCache(join(__dirname, '../../.compile-cache'));
