// SPDX-License-Identifier: Apache-2.0

/** Where progress is told to a person: one line for each step. */
export type Report = (line: string) => void;

export const silent: Report = () => undefined;
