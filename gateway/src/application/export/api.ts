// SPDX-License-Identifier: Apache-2.0
import type { ExportRequest } from './selection';

export interface ExportService {
  /**
   * Streams an export's lines in chunks.
   * @throws {LogError} `head-missing` before the log has a head, `keys-missing` without keys to seal with.
   */
  open(request: ExportRequest): Promise<AsyncIterable<string>>;
}
