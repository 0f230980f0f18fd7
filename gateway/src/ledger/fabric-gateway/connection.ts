// SPDX-License-Identifier: Apache-2.0
import { Client, credentials } from '@grpc/grpc-js';
import { optional } from '../../common/optional';

/** The message size limit of Fabric's own servers. The library's default of 4 MiB would fail on a large block. */
const messageBytesMax = 100 * 1024 * 1024;

export interface PeerEndpoint {
  /** Host name and port. Use a name, not an IP address: the certificate is checked against it. */
  readonly address: string;
  /** The name in the peer's certificate, if it differs. */
  readonly certificateName?: string;
  /** PEM of the certificate authorities trusted for the peer's TLS. */
  readonly tlsRoots: string;
}

/** One TLS connection to one peer. It connects at the first call and reconnects automatically. */
export function connectPeer(peer: PeerEndpoint): Client {
  return new Client(peer.address, credentials.createSsl(Buffer.from(peer.tlsRoots)), {
    'grpc.max_receive_message_length': messageBytesMax,
    'grpc.max_send_message_length': messageBytesMax,
    // Keepalive pings: without them a block stream would wait forever for a machine that vanished.
    'grpc.keepalive_time_ms': 120_000,
    'grpc.keepalive_timeout_ms': 20_000,
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 5_000,
    ...optional({ 'grpc.ssl_target_name_override': peer.certificateName }),
  });
}
