// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { endOnStrayErrors } from './stray-errors';

it.each(['uncaughtException', 'unhandledRejection'])(
  'a command ends with 1 on an %s, and tells of it',
  (event) => {
    const codes: number[] = [];
    const told: unknown[] = [];
    const own = Object.assign(new EventEmitter(), { exit: (code: number) => codes.push(code) });
    endOnStrayErrors((...what) => told.push(what), own);
    const error = new Error('nobody caught it');
    own.emit(event, error);
    expect([codes, told]).toEqual([[1], [[event, error]]]);
  },
);
