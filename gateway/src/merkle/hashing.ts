// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../common/sha256';

export { hashBytes, hashLeaf, hashNode } from '@guidang/chaincode/proof';

/** The root of an empty tree: the hash of the empty string (RFC 6962 section 2.1). */
export const emptyRoot: Uint8Array = sha256('');
