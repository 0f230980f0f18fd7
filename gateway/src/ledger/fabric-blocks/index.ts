// SPDX-License-Identifier: Apache-2.0
export { blockStream, type BlockStreamOptions, type StreamFailureListener } from './block-stream';
export { decodeBlock, validationCodeName } from './decode-block';
export { blockHeaderHash, type BlockHeader } from './header-hash';
