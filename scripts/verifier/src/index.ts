// SPDX-License-Identifier: Apache-2.0
export { isSameBytes } from './bytes';
export { type Source } from './check/source';
export { readKeysText, verifyFile, type Request, type Result, type Verification } from './check/verify-file';
export { attempt, VerificationError, type ErrorCode } from './errors';
export { verifyExport, type ExportVerification } from './export/verify-export';
export type { Completeness } from './export/completeness';
export type { Finding } from './findings';
export { parseCheckpoint } from './head/checkpoint';
export { isSetAside, parseKeys, type Keys, type OrganisationKey, type Quorum, type Span } from './head/keys';
export { openHead, quorumOf, type Head, type Policy } from './head/open-head';
export { Frontier, perfectSubtrees, treeHash } from './merkle/frontier';
export { emptyRoot, leafHash, nodeHash } from './merkle/hash';
export { verifyConsistency, verifyInclusion, type InclusionProof, type TreeHead } from './merkle/proofs';
export { parseTile, tileWidth, treeHashOverTiles, type TilePlace } from './merkle/tiles';
export { verifyMlDsa44 } from './ml-dsa/verify';
export { parseNote, parseSignatureLine, type Note, type SignatureLine } from './note/note';
export type { Checkpoint } from './note/signature';
export { parseVerifierKey, type VerifierKey } from './note/verifier-key';
export { digestsOf, verifyDocument } from './receipt/document';
export { describeLeaf, parseLeaf, printable, treeLeaf, type Digest, type Leaf } from './receipt/leaf';
export {
  parseReceiptJson,
  parseReceiptText,
  verifyReceipt,
  type ProvenReceipt,
  type Receipt,
} from './receipt/receipt';
export { attachedReport, parsePdf, verifyPdf, type SealedPdf } from './report/pdf';
export { parseReport, verifyReport, type ProvenReport, type SealedReport } from './report/report';
