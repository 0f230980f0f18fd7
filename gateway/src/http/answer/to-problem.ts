// SPDX-License-Identifier: Apache-2.0
import { faultOf } from '../../errors/fault';
import { Problem } from '../problem';

/** Maps an error of any part of the gateway to the problem to answer with. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Express and Node mark a bad request with `status`; any other error is an internal one.
  if (error instanceof Error && 'status' in error && error.status === 400) {
    return new Problem('request-malformed', 'the path cannot be decoded', { cause: error });
  }
  const { code, message, ...options } = faultOf(error);
  return new Problem(code, message, { ...options, cause: error });
}
