import type { DomainError } from '../errors.js';
import { callerMay, type RightTo } from '../rights/caller.js';
import type { ActionDto } from './action.dto.js';

/** What keeps a document from something though its state would allow it. */
export interface Guard<D> {
  /** The code of its refusal. */
  readonly code: string;
  readonly fails: (document: D) => boolean;
  readonly refusal: (document: D) => DomainError;
}

/** Something that can be done with a document. */
export interface Transition<D, S extends string> {
  /** The states in which it can be done. */
  readonly from: readonly S[];
  /** The states it leads to, by the document's amounts; left out: the document stays as it is. */
  readonly to?: readonly S[];
  readonly right: RightTo;
  /** The code of the refusal in other states, and that. */
  readonly code: string;
  readonly refusal: (document: D) => DomainError;
  /** Asked in their order. */
  readonly guards?: readonly Guard<D>[];
}

/**
 * The life of a kind of document as data: what can be done with it, in which states, by whom. Services refuse by it, and
 * answers tell the caller by it what may be done now.
 */
export class DocumentStates<D extends { status: S }, S extends string, V extends string> {
  readonly verbs: readonly V[];

  constructor(readonly transitions: Readonly<Record<V, Transition<D, S>>>) {
    this.verbs = Object.keys(transitions) as V[];
  }

  /** Throws the refusal where the document's state, or a guard, doesn't allow it. Rights are the route's to ask. */
  assert(document: D, verb: V): void {
    const transition = this.transitions[verb];
    const failed = this.failed(transition, document);
    if (failed) throw failed.refusal(document);
  }

  /** What the caller may do with documents, and with which code the rest would be refused. One question for a page. */
  actionsForCaller(): (document: D) => ActionDto[] {
    const asked = this.verbs.map((name) => {
      const transition = this.transitions[name];
      return { name, transition, mayDo: callerMay(transition.right) };
    });
    return (document) =>
      asked.map(({ name, transition, mayDo }) => {
        const reason = mayDo ? this.failed(transition, document)?.code : 'forbidden';
        return reason === undefined ? { name, allowed: true } : { name, allowed: false, reason };
      });
  }

  private failed(transition: Transition<D, S>, document: D): Pick<Guard<D>, 'code' | 'refusal'> | undefined {
    if (!transition.from.includes(document.status)) return transition;
    return transition.guards?.find(({ fails }) => fails(document));
  }
}
