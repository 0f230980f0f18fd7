// SPDX-License-Identifier: Apache-2.0
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { Input } from './input';

/** Writes an input into a socket piece by piece, and then ends it as its sender does. */
export async function sendThrough(socket: Socket, { chunks, ending, pace }: Input): Promise<void> {
  for (const chunk of chunks) {
    socket.write(chunk);
    if (pace === 'apart') await turn();
  }
  if (ending === 'end') socket.end();
  else if (ending === 'error') breakOff(socket);
  else socket.destroySoon();
}

/** TLS cannot reset a connection: it ends without its closing alert. */
function breakOff(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
