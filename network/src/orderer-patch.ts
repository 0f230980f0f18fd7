// SPDX-License-Identifier: Apache-2.0

/** A change of one file of a Go module, made when its programs are built. */
export interface SourcePatch {
  readonly module: string;
  /** Within the module. */
  readonly file: string;
  /** The text that is replaced, which stands there once. */
  readonly before: string;
  readonly after: string;
}

/**
 * Fabric 3.1.1 with BFT ordering takes into its pools what no proposal may hold, such as an envelope of a header type
 * that is none of a transaction. Any client of the channel can order one: then each leader proposes it, is refused by the
 * others and deposed, and no block is made until all orderers are restarted (measured: tests/fabric/outbox-cases.ts). With
 * this patch an orderer asks of a message what the others will ask of its proposal, before it takes it.
 */
export const ordererPatch: SourcePatch = {
  module: 'github.com/hyperledger/fabric',
  file: 'orderer/consensus/smartbft/chain.go',
  before: `		return errors.Wrapf(err, "failed to marshal request envelope")
	}
`,
  after: `		return errors.Wrapf(err, "failed to marshal request envelope")
	}
	if _, err = c.verifier.VerifyRequest(reqBytes); err != nil {
		return errors.Wrap(err, "no proposal may hold this request")
	}
`,
};

/** @throws Error unless the text to replace stands in the source exactly once: another version needs another patch. */
export function patched(source: string, { file, before, after }: SourcePatch): string {
  const [start, end, ...more] = source.split(before);
  if (start === undefined || end === undefined || more.length > 0) {
    throw new Error(`the patch of ${file} does not fit this version`);
  }
  return start + after + end;
}
