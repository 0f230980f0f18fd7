// SPDX-License-Identifier: Apache-2.0
import type { StorageErrorCode } from '../storage';
import type { CatalogueEntry } from './entry';

export const storageEntries: Readonly<Record<StorageErrorCode, CatalogueEntry>> = {
  'storage-failed': {
    status: 503,
    title: { en: 'Storage failed', zh: '存储故障' },
    retry: 'unknown',
    text: {
      en: 'A write to the disk has failed, and the gateway writes no more until it has restarted; reads go on. Ask again under the same Idempotency-Key then. For the operator: `/readyz` names the store, the log the cause.',
      zh: '磁盘写入失败，网关在重新启动前不再写入，读取不受影响。重启后请用同一 Idempotency-Key 重新请求。运维人员可查看 `/readyz` 所列存储和日志中的原因。',
    },
  },
  'storage-full': {
    status: 507,
    title: { en: 'Storage full', zh: '存储空间不足' },
    retry: 'same',
    text: {
      en: 'The disk has no free space but the reserve in which accepted work is finished. Nothing was done; reads go on. For the operator: free some space.',
      zh: '磁盘可用空间只剩用于完成已受理工作的预留部分。未执行任何操作，读取不受影响。请运维人员释放空间。',
    },
  },
  'storage-damaged': {
    status: 500,
    title: { en: 'Storage damaged', zh: '存储已损坏' },
    retry: 'none',
    text: {
      en: 'A file of a store is not what was written: the gateway does not start. For the operator: the log names the file, the place and the way out.',
      zh: '存储文件与写入的内容不一致，网关不会启动。请运维人员查看日志所列的文件、位置和处理办法。',
    },
  },
  'titles-building': {
    status: 503,
    title: { en: 'Titles being built', zh: '题名索引重建中' },
    retry: 'same',
    text: {
      en: 'The index of titles is being built again from files and blocks: a search would not find all. Lists and everything else go on. For the operator: `/readyz` says so under `titles`, the log why.',
      zh: '题名索引正在依据文件和区块重建，此时检索结果不完整。列表及其他功能不受影响。运维人员可查看 `/readyz` 的 `titles` 项，原因见日志。',
    },
  },
};
