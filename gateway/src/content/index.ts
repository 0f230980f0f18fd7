// SPDX-License-Identifier: Apache-2.0
export * from './content-error';
export { ContentHolders } from './content-holders';
export { ContentKeys, contentKeysMissing, createContentKeys, readContentKeys } from './content-keys';
export * from './content-store';
export { FolderStore } from './folder-store';
export * from './transfer-error';
export { ContentUsage, type ContentOwner } from './usage';
export { TransferPeers } from './transfer-peers';
export { sendContent, subjectHeaders, type SendOptions, type TransferSubject } from './transfer-sender';
