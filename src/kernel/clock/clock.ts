import { readFileSync } from 'node:fs';
import { type DynamicModule, Global, Injectable, Module } from '@nestjs/common';
import { keepRowsBy } from '@tenantry/nest/portable';
import { instantIn } from './instant-file.js';

/** What time it is: all of the program asks here. Tests turn it by hand instead of waiting. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}

/** Stands at the instant that a file says, which is read at each use: who runs the program turns it from outside. */
class FileClock extends Clock {
  #last = new Date();

  constructor(private readonly file: string) {
    super();
  }

  override now(): Date {
    // A file that is being written is empty for a moment.
    this.#last = instantIn(readFileSync(this.file, 'utf8')) ?? this.#last;
    return new Date(this.#last);
  }
}

@Global()
@Module({})
export class ClockModule {
  /** `file`: TEST_CLOCK_FILE; undefined: the machine's clock. */
  static with(file: string | undefined): DynamicModule {
    const clock = file === undefined ? new Clock() : new FileClock(file);
    if (file !== undefined) keepRowsBy(clock);
    return {
      module: ClockModule,
      providers: [{ provide: Clock, useValue: clock }],
      exports: [Clock],
    };
  }
}
