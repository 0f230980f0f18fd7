// SPDX-License-Identifier: Apache-2.0
import type { Request, RequestHandler, Response } from 'express';

/** Middleware that sees every request before it is answered, and answers none. */
export type Observer = (request: Request, response: Response) => void;

/** All of them as one layer: Express looks at each layer for each request. */
export function middleware(...observers: readonly Observer[]): RequestHandler {
  return (request, response, next) => {
    for (const each of observers) each(request, response);
    next();
  };
}
