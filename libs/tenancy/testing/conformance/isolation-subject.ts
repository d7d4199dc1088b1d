import type { INestApplication } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Json } from '../http-client.js';

/** A tenant of the application, and how one of its users is known there. */
export interface SubjectTenant {
  readonly slug: string;
  /** What the Host header says. */
  readonly host: string;
  /** What signs every request, for example `{ authorization: 'Bearer …' }`. Another tenant must refuse it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A call of the application. A body that isn't a string or a Buffer goes as JSON. */
export interface SubjectRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/**
 * Routes over one kind of row that shows a text which callers choose. The kit writes into the text whose row it is
 * and looks for it in everything that is answered, error messages and headers included.
 */
export interface SubjectRoutes {
  /** Makes a row; answers 2xx. */
  create(text: string): SubjectRequest;
  /** The id of the row, from the answer to `create`. */
  idOf(answer: Json): string;
  /** Shows a page of rows with their texts; at least as many as `IsolationLoad.rows`. */
  list(): SubjectRequest;
  read(id: string): SubjectRequest;
  /** Refused (4xx) after its handler was at work in the store, and leaves no row with this text behind. */
  fail(text: string): SubjectRequest;
  /** Everything else that takes a row's id: changes, deletions, rows that refer to it. */
  withId?(id: string, text: string): readonly SubjectRequest[];
}

/** The same rows as an entity, for what is tried without HTTP. */
export interface SubjectEntity<E extends ObjectLiteral = ObjectLiteral> {
  readonly type: EntityTarget<E>;
  /** A new one, not saved. */
  make(text: string): E;
  textOf(entity: E): string;
}

/** What the kit is let loose on: an application that listens, with tenants that the kit may fill. */
export interface IsolationSubject {
  /** Uses TenantModule, and listens on 127.0.0.1. */
  readonly app: INestApplication;
  /** Two or more. Give them fewer connections than tenants, so that stores are closed and opened all the time. */
  readonly tenants: readonly SubjectTenant[];
  readonly routes: SubjectRoutes;
  readonly entity: SubjectEntity;
  /** Called when the kit is through. */
  close?(): Promise<void>;
}

export interface IsolationLoad {
  /** Clients at the same time. Default: 64. */
  readonly clients: number;
  /** Requests of each. Default: 40. */
  readonly requests: number;
  /** Rows that each tenant has before. Default: 3. */
  readonly rows: number;
}

export const DEFAULT_LOAD: IsolationLoad = { clients: 64, requests: 40, rows: 3 };
