// A running `confab serve`, read over HTTP and by its log, while people talk through a server in the test's own process.
import { equal, is, match, not, ok } from 'uvu/assert';
import { suite } from '../suite.ts';
import { fakeServer, freePort } from './fake-server.ts';
import { temporaryFolder } from './folder.ts';
import { runProgram, startProgram } from './program.ts';
import { scraped } from './scraped.ts';

const domain = 'rooms.example.org';
const room = `lobby@${domain}`;

function words(port: number, ...sets: string[]): string[] {
  const more = ['rooms[0].name=lobby', 'http.listen=127.0.0.1:0', ...sets].flatMap(set => ['--set', set]);
  return ['serve', '--server', `127.0.0.1:${port}`, '--domain', domain, '--secret', 'right', ...more];
}

const place = () => ({ env: { RUNTIME_DIRECTORY: temporaryFolder().path } });
const listening = /"msg":"metrics, health and readiness are served"/;

/** Asks the program over HTTP, at the port that its log says. */
async function asker(line: Promise<string>) {
  const { http } = JSON.parse(await line) as { http: string };
  match(http, /^127\.0\.0\.1:[1-9]\d*$/);
  return async (path: string) => {
    const answer = await fetch(`http://${http}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
}

suite('serve with metrics', test => {
  test('shows over HTTP what happened, stanza by stanza', async () => {
    const server = await fakeServer();
    const program = startProgram(words(server.port), place());
    const ask = await asker(program.line(listening));
    await program.line(/"msg":"ready"/);
    equal(JSON.parse((await ask('/ready')).text), { ready: true, domain, link: 'up', overload: 'normal' });
    const health = await ask('/health');
    equal([health.status, JSON.parse(health.text).healthy], [200, true]);

    const peer = await server.next();
    const people = ['romeo', 'juliet', 'nurse'];
    for (const who of people) peer.send(`<presence from='${who}@example.org/x' to='${room}/${who}'/>`);
    for (let i = 0; i < 5; i++) {
      peer.send(`<message type='groupchat' from='romeo@example.org/x' to='${room}'><body>word ${i}</body></message>`);
    }
    peer.send(`<message type='groupchat' from='tybalt@example.org/x' to='${room}'><body>let me in</body></message>`);
    peer.send(`<iq type='get' id='last' from='romeo@example.org/x' to='${room}'><ping xmlns='urn:xmpp:ping'/></iq>`);
    await peer.until('id="last"');

    const of = scraped((await ask('/metrics')).text);
    const heard = (kind: string, outcome: string) => of(`confab_stanzas_received_total{kind="${kind}",outcome="${outcome}"}`);
    equal(
      [heard('presence', 'taken'), heard('message', 'taken'), heard('message', 'refused'), heard('iq', 'taken')],
      [3, 5, 1, 1],
    );
    // every stanza that was written has come
    for (const kind of ['message', 'presence', 'iq']) {
      is(of(`confab_stanzas_sent_total{kind="${kind}"}`), peer.received.split(`<${kind} `).length - 1, kind);
    }
    is(of('confab_people{dialect="groupchat",state="inside"}'), 3);
    is(of('confab_broadcast_seconds_count'), 5);
    is(of('confab_refusals_total{condition="not-allowed",by="base"}'), 1);
    is(of('confab_stanzas_dropped_total'), 0);
    const stanzas = peer.received.slice(peer.received.indexOf('</handshake>') + '</handshake>'.length);
    is(of('confab_sent_bytes_total'), Buffer.byteLength(stanzas));
    ok(of('confab_received_bytes_total')! > 500);
    ok(of('process_resident_memory_bytes')! > 1e6);

    program.child.kill('SIGTERM');
    is(await program.ended, 0);
    await server.close();
  });

  test('is alive and not ready while the server is away', async () => {
    const port = await freePort();
    const program = startProgram(words(port), place());
    const ask = await asker(program.line(listening));
    is((await ask('/health')).status, 200);
    const { status, text } = await ask('/ready');
    equal([status, JSON.parse(text).link], [503, 'down']);
    is((await ask('/nowhere')).status, 404);
    const server = await fakeServer({ port });
    await program.line(/"msg":"ready"/);
    is((await ask('/ready')).status, 200);
    const peer = await server.next();
    peer.reset();
    await server.next();
    // it comes up after the handshake
    let of = scraped((await ask('/metrics')).text);
    while (of('confab_link_ups_total') !== 2) of = scraped((await ask('/metrics')).text);
    is(of('confab_link_losses_total'), 1);
    program.child.kill('SIGTERM');
    is(await program.ended, 0);
    await server.close();
  });

  test('ends with a sentence where the port is taken', async () => {
    const server = await fakeServer();
    const { code, out, err } = await runProgram(words(server.port, `http.listen=127.0.0.1:${server.port}`), place());
    is(code, 1);
    match(err, /^Another program listens at 127\.0\.0\.1:\d+ already: stop it, or choose another port/);
    is(err.trim().split('\n').length, 1);
    not.match(out, /"msg":"ready"/);
    is(server.peers.length, 0);
    await server.close();
  });

  test('writes every stanza into the log where asked, and no word of what is said', async () => {
    const server = await fakeServer();
    const program = startProgram(
      words(server.port, 'rooms[0].secret=hunter2', 'log.level=debug', 'log.stanzas=addresses'),
      place(),
    );
    await program.line(/"msg":"ready"/);
    const peer = await server.next();
    peer.send(
      `<presence from='romeo@example.org/x' to='${room}/Romeo'><x xmlns='http://jabber.org/protocol/muc'><password>hunter2</password></x></presence>` +
        `<message type='groupchat' from='romeo@example.org/x' to='${room}'><body>wherefore art thou</body></message>`,
    );
    await program.line(/"dir":"out".*"kind":"message".*\(18 bytes\)/);
    const lines = program.out.split('\n').filter(line => line.includes('"msg":"stanza"'));
    const shown = lines.map(line => JSON.parse(line) as Record<string, string>);
    const [entry, message] = shown.filter(({ dir }) => dir === 'in');
    equal([entry?.room, entry?.kind, message?.kind], [`${room}/Romeo`.split('/')[0], 'presence', 'message']);
    match(entry!.xml!, /<password>\(secret\)<\/password>/);
    is(message!.xml, `<message type="groupchat" from="romeo@example.org/x" to="${room}"><body>(18 bytes)</body></message>`);
    equal(new Set(shown.map(({ level }) => level)), new Set(['debug']));
    not.match(program.out, /wherefore|hunter2/);
    program.child.kill('SIGTERM');
    is(await program.ended, 0);
    await server.close();
  });
});
