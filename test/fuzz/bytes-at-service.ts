// The same bytes at a living service, over a socket: it lives, closes the stream with the one right error or goes on, what it
// writes is well-formed, and after each loss it is back and answers.
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { is, ok } from 'uvu/assert';
import { attach } from '../../adapters/attach.ts';
import { boundedParser } from '../../adapters/bounded-parser.ts';
import { connect } from '../../adapters/connect.ts';
import { parseAddress } from '../../streams/address.ts';
import { fakeServer, type Peer } from '../adapters/fake-server.ts';
import { fault } from '../properties/strict-xml.ts';
import { anyBytes, type Cut, cutUp } from './byte-streams.ts';
import { header } from './corpus.ts';
import type { FuzzOptions } from './options.ts';
import { limits, read } from './reading.ts';

/** Milliseconds. */
const shrinking = 30_000;
const domain = 'rooms.example.org';
const ping = (id: string) =>
  `<iq type='get' id='${id}' from='rex@example.org/toys' to='hall@${domain}'><ping xmlns='urn:xmpp:ping'/></iq>`;

export async function serviceStands({ seed, runs }: FuzzOptions): Promise<void> {
  const wrong: unknown[] = [];
  const note = (error: unknown) => wrong.push(error);
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  const server = await fakeServer();
  const link = connect({
    server: { host: '127.0.0.1', port: server.port },
    domain,
    secret: 'right',
    limits,
    delays: { first: 1, last: 1, linger: 1_000 },
  });
  const settings = { domain, create: 'anyone' as const, rooms: [{ name: 'hall' }], limits: { stanzaBytes: 10_000, depth: 8 } };
  const engine = attach(link.entity, settings, { service: true, onFailure: note });
  let count = 0;
  const property = fc.asyncProperty(cutUp(anyBytes), async cut => {
    wrong.length = 0;
    const peer = await server.next();
    await peer.until('<handshake>');
    await stands(peer, cut);
    // it is back, and what a room is asked it answers
    const after = await server.next();
    await after.until('<handshake>');
    const id = `alive-${count++}`;
    after.send(ping(id));
    await after.until(`id="${id}"`);
    after.end();
    await after.closed;
    is(wrong.map(String).join('; '), '');
  });
  try {
    const found = await fc.check(property, { seed, numRuns: runs, endOnFailure: true });
    // each step of shrinking takes two connections
    if (found.failed)
      await fc.assert(property, {
        seed,
        path: found.counterexamplePath!,
        interruptAfterTimeLimit: shrinking,
        markInterruptAsFailure: true,
      });
  } finally {
    engine.detach();
    await link.stop();
    await server.close();
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
  }
}

async function stands(peer: Peer, { bytes, chunks }: Cut): Promise<void> {
  const begun = peer.received.length;
  // the header has been sent
  let skip = Buffer.byteLength(header);
  const rest = chunks.map(chunk => {
    const more = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - more.length;
    return more;
  });
  await peer.sendPieces(rest.filter(chunk => chunk.length > 0));
  peer.end();
  await peer.closed;

  const written = peer.received.slice(begun);
  const [stanzas = '', ...errors] = written.split('<stream:error>');
  const { ending, whole } = read(boundedParser(limits), [bytes]);
  const isEnded = ending === 'end' || whole.some(({ name }) => name.endsWith('error'));
  if (isEnded) ok(errors.length <= 1, written);
  else if (ending === undefined) is(errors.length, 0, written);
  else {
    is(errors.length, 1, written);
    ok(errors[0]!.startsWith(`<${ending} `) && errors[0]!.endsWith('</stream:error></stream:stream>'), written);
  }
  // what is sent to another host is nobody's, and the library answers it by itself
  const isForeign = whole.some(
    ({ name, attrs }) => name === 'iq' && (parseAddress(String(attrs.to ?? ''))?.host ?? domain) !== domain,
  );
  if (!isForeign) is(fault(stanzas.replace(/<\/stream:stream>$/, '')), undefined, stanzas);
}
