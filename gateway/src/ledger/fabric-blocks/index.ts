// SPDX-License-Identifier: Apache-2.0
export { blockStream, type StreamFailureListener } from './block-stream';
export { decodeBlock, validationCodeName } from './decode-block';
