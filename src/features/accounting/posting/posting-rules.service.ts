import { Injectable } from '@nestjs/common';
import {
  OWN_SOURCES,
  type PostingRule,
  type PostingRuleSet,
  type WithdrawalRule,
} from '../rows/posting.rules.js';

/** What features have said their events do to the books: accounting knows none of their documents. */
@Injectable()
export class PostingRules {
  private readonly rules = new Map<string, PostingRule | WithdrawalRule>();

  /** Called once per feature, at start. Throws where an event is known already, or takes back one that isn't. */
  register(rules: PostingRuleSet): void {
    for (const [event, rule] of Object.entries(rules)) {
      if (this.sources().includes(event)) throw new Error(`"${event}" has a posting rule already.`);
      this.rules.set(event, rule);
    }
    for (const [event, rule] of Object.entries(rules)) {
      if ('takesBack' in rule) this.posting(rule.takesBack, `"${event}" takes back`);
    }
  }

  /** All that entries may be posted for. */
  sources(): string[] {
    return [...this.rules.keys(), ...OWN_SOURCES];
  }

  posting(event: string, asked = 'Asked for'): PostingRule {
    const rule = this.rules.get(event);
    if (!rule || 'takesBack' in rule)
      throw new Error(`${asked} "${event}", which no posting rule describes.`);
    return rule;
  }

  withdrawal(event: string): WithdrawalRule {
    const rule = this.rules.get(event);
    if (!rule || !('takesBack' in rule)) throw new Error(`No posting rule says what "${event}" takes back.`);
    return rule;
  }
}
