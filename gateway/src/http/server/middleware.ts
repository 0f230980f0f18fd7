// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

/** Middleware that sees every request before it is answered, and never answers itself. */
export type Observer = (request: IncomingMessage, response: ServerResponse) => void;

/** Combines them into one Express layer: Express walks through its layers for each request. */
export function middleware(...observers: readonly Observer[]): RequestHandler {
  return (request, response, next) => {
    for (const each of observers) each(request, response);
    next();
  };
}
