// SPDX-License-Identifier: Apache-2.0
export type { Answer, Call, CallOptions, Item, ListPath, PathsWith, Role, Schemas } from './calls';
export { Client, newKey, type ClientOptions } from './client';
export type { FollowOptions, StreamedEvent } from './event-stream';
export { Problem, problemIn, type ProblemDocument, type Retry } from './problem';
