// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';
import type { FailureCode } from './outcome';

/** A submission that failed, or did not finish in time. */
export class OutboxError extends CodedError<FailureCode> {}
