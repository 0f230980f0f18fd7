// SPDX-License-Identifier: Apache-2.0
import type { Request, RequestHandler, Response } from 'express';

/** Sees every request before it is answered, and answers none. */
export type Attendant = (request: Request, response: Response) => void;

/** All attendants in one layer, for Express looks at each layer for each request. */
export function attend(...attendants: readonly Attendant[]): RequestHandler {
  return (request, response, next) => {
    for (const each of attendants) each(request, response);
    next();
  };
}
