import { Global, Injectable, Module } from '@nestjs/common';

/** What time it is. Tests turn it by hand instead of waiting. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}

@Global()
@Module({ providers: [Clock], exports: [Clock] })
export class ClockModule {}
