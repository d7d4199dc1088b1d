import { Injectable } from '@nestjs/common';
import type { PlaneName } from '../../kernel/request/plane.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';

/** Somebody who is signed in asked for what their role or their places don't allow. */
export interface Refusal {
  readonly user: Principal;
  readonly method: string;
  /** The pattern, not the path: `/api/users/:id`. */
  readonly route: string;
  readonly code: string;
}

type Listener = (refusal: Refusal) => Promise<void>;

/** Where planes hear of refusals at their routes. */
@Injectable()
export class Refusals {
  private readonly listeners = new Map<PlaneName, Listener>();

  use(plane: PlaneName, listener: Listener): void {
    this.listeners.set(plane, listener);
  }

  async tell(plane: PlaneName, refusal: Refusal): Promise<void> {
    await this.listeners.get(plane)?.(refusal);
  }
}
