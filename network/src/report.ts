// SPDX-License-Identifier: Apache-2.0

/** Progress output for people, one line per step. */
export type ReportLine = (line: string) => void;

export const silent: ReportLine = () => undefined;
