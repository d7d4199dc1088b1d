import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

/** Something that goes on in a server process until it stops. */
export interface BackgroundWork {
  start(): void | Promise<void>;
  stop(): void | Promise<void>;
}

/**
 * Starts what goes on in the background when the program's modules are ready, and stops it before data sources are
 * closed, the last first. Nothing in a program that serves nobody, such as a command.
 */
export class Background implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly started: BackgroundWork[] = [];

  constructor(
    private readonly serves: () => boolean,
    private readonly works: readonly BackgroundWork[],
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.serves()) return;
    for (const work of this.works) {
      this.started.push(work);
      await work.start();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const work of this.started.splice(0).toReversed()) await work.stop();
  }
}
