// SPDX-License-Identifier: Apache-2.0

/** Many commands in one transaction, by its name on Fabric. */
export const batchTransaction = 'batch:run';
