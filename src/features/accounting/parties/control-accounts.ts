import { Injectable } from '@nestjs/common';
import type { AccountRole } from '../rows/account.entity.js';
import { AccountService } from '../chart/account.service.js';

export const CONTROL_ROLES = ['receivable', 'customer_credit', 'payable'] as const;
export type ControlRole = (typeof CONTROL_ROLES)[number];

/** The accounts that are sums over customers or vendors. */
@Injectable()
export class ControlAccounts {
  constructor(private readonly accounts: AccountService) {}

  /** The part of each of them by its account id. */
  async byId(): Promise<ReadonlyMap<string, ControlRole>> {
    const byRole: ReadonlyMap<AccountRole, string> = await this.accounts.byRole();
    return new Map(
      CONTROL_ROLES.flatMap((role) => {
        const id = byRole.get(role);
        return id === undefined ? [] : [[id, role] as const];
      }),
    );
  }
}
