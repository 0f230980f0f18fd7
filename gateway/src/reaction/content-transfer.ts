// SPDX-License-Identifier: Apache-2.0
import type { ContentHolders, TransferPeers } from '../content';
import type { Caller } from '../application/caller';
import type { SigningCommandService } from '../application/command/service';
import type { Projection } from '../projection';

/** Another organisation's gateway, which takes contents in. */
export interface Receiver {
  readonly organisation: string;
  readonly url: URL;
}

/** How contents are transferred between organisations' gateways. */
export interface ContentTransfer {
  readonly organisation: string;
  readonly peers: TransferPeers;
  readonly tls: { readonly key: string; readonly certificate: string };
  /** The server that receives contents. */
  readonly listenUrl?: URL;
  /** All other organisations: their parts of joint cases are given the files that were handed in here. */
  readonly others: readonly Receiver[];
  /** Where filed contents are sent; absent at the archives themselves. */
  readonly to?: Receiver;
}

/** How long a transfer may stand still: a file of many gigabytes takes hours over a slow line. */
export const silenceMs = 5 * 60_000;

export interface ActingOptions {
  readonly contentHolders: ContentHolders;
  readonly projection: Projection;
  readonly commands: SigningCommandService;
  readonly systemOfficer: (organisation: string) => Promise<Caller>;
}
