// SPDX-License-Identifier: Apache-2.0
export { decodeBlock, validationCodeName } from './decode-block';
export { mayBeOfAnother, ownCode } from './own-code';
export { type FabricOptions, FabricPeerReader, type PhaseDeadlines } from './peer-reader';
