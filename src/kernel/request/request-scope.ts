import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyRequest } from 'fastify';

const requests = new AsyncLocalStorage<FastifyRequest>();

/** Runs `work`, and all it starts, as part of a request. */
export const enterRequest = <R>(request: FastifyRequest, work: () => R): R => requests.run(request, work);

/** The request that the running code belongs to; undefined in jobs and commands. */
export const findRequest = (): FastifyRequest | undefined => requests.getStore();
