// SPDX-License-Identifier: Apache-2.0
export { BackOff, type BackOffLimits, pause } from './back-off';
export { blockStream, type BlockStreamOptions, type StreamFailureListener } from './block-stream';
export { decodeBlock, validationCodeName } from './decode-block';
export { blockHeaderHash, type BlockHeader } from './header-hash';
