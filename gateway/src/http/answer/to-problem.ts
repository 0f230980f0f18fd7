// SPDX-License-Identifier: Apache-2.0
import { faultOf } from '../../errors/fault';
import { Problem } from '../problem';

/** The problem that an error of any room is answered with. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Express and Node name what is wrong with a request by `status`; the rest is a fault of ours.
  if (error instanceof Error && 'status' in error && error.status === 400) {
    return new Problem('request-malformed', 'the path cannot be decoded', { cause: error });
  }
  const { code, message, ...options } = faultOf(error);
  return new Problem(code, message, { ...options, cause: error });
}
