// SPDX-License-Identifier: Apache-2.0
/** Where a wrong answer would look like proof: every branch is tested. Paths without their `.ts` or `.test.ts`. */
export const coveredRooms = [
  'scripts/verifier/src/**/*',
  'gateway/src/merkle/**/*',
  'gateway/src/application/verification/verdict',
  'chaincode/src/identifier/**/*',
];
