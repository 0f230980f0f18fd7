// SPDX-License-Identifier: Apache-2.0

/** Progress output for people: one line for each step. */
export type Report = (line: string) => void;

export const silent: Report = () => undefined;
