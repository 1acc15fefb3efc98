// What a client may send to do harm, on real servers: the link stays up, the process lives, nobody else's stay ends, and
// what can be answered is answered with the right error.
import { equal, is, ok } from 'uvu/assert';
import { connectClient, type TestClient } from '../client.ts';
import type { RealServer } from '../servers/real-server.ts';
import { serverNames, whenServer } from '../servers/when-server.ts';
import { type Beside, beside } from './beside.ts';

const room = 'hall@rooms.localhost';

async function enter(server: RealServer, username: string): Promise<{ client: TestClient; id: string }> {
  const client = await connectClient({ server, username, password: 'w', resource: 'toys' });
  await client.send(`<presence to='${room}'/>`);
  const result = await client.iq(
    `<iq type='set' to='${room}'><query xmlns='jabber:iq:conference'><nick>${username}</nick></query></iq>`,
  );
  return { client, id: result.getChild('query')!.getChildText('id')! };
}

for (const name of serverNames) {
  whenServer(name, `hostile clients beside ${name}`, (test, start) => {
    let server: RealServer;
    let here: Beside;
    let woody: TestClient;
    const lost: string[] = [];
    const nicks = () => here.engine.room('hall')!.participants.map(({ nick }) => nick);

    test.before(async () => {
      server = await start();
      await server.addUsers(['woody', 'buzz', 'sid'], 'w');
      here = await beside(server, { rooms: [{ name: 'hall' }] });
      here.link.onLink(state => lost.push(state));
      woody = (await enter(server, 'woody')).client;
    });

    test.after(async () => {
      await woody.stop();
      await here.stop();
      await server.stop();
    });

    /** Everything that was sent before has had its effect, and the link never broke. */
    async function stands(): Promise<void> {
      const pong = await woody.iq(`<iq type='get' to='${room}'><ping xmlns='urn:xmpp:ping'/></iq>`, { timeout: 60_000 });
      is(pong.attrs.type, 'result');
      equal(lost, []);
      ok(nicks().includes('woody'));
    }

    const error = async (client: TestClient, stanza: string): Promise<string> => {
      await client.send(stanza);
      const isError = (got: TestClient['received'][number]) => got.attrs.type === 'error' && got.attrs.from === room;
      const got = await client.next(isError, { timeout: 60_000, what: 'an error from the room' });
      return got.getChild('error')!.attrs.code;
    };

    test('a namespace that the server declares nine thousand times', async () => {
      const payload = `<x xmlns='urn:x' xmlns:p='${'n'.repeat(2_000)}'>${'<p:a/>'.repeat(9_000)}</x>`;
      is(await error(woody, `<message type='groupchat' to='${room}'>${payload}</message>`), '406');
      await stands();
    });

    test('an id that is six times as long when it is written', async () => {
      await woody.send(`<message id="${"'".repeat(30_000)}" type='groupchat' to='${room}'><body>hi</body></message>`);
      await stands();
    });

    test('nesting without end', async () => {
      is(await error(woody, `<message type='groupchat' to='${room}'>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</message>`), '406');
      await stands();
    });

    test('a nick that takes long to prepare', async () => {
      const { client } = await enter(server, 'sid');
      const nick = 'ß'.repeat(20_000);
      const answer = await client.iq(
        `<iq type='set' to='${room}'><query xmlns='jabber:iq:conference'><nick>${nick}</nick></query></iq>`,
      );
      is(answer.getChild('error')!.attrs.code, '406');
      await stands();
      await client.stop();
    });

    test('a message to all from somebody who is on a list of blocked people ends nobody’s stay', async () => {
      const { client: buzz } = await enter(server, 'buzz');
      const { client: sid, id } = await enter(server, 'sid');
      const list = `<list name='l'><item type='jid' value='${id}' action='deny' order='1'/></list>`;
      await buzz.iq(`<iq type='set'><query xmlns='jabber:iq:privacy'>${list}</query></iq>`);
      await buzz.iq(`<iq type='set'><query xmlns='jabber:iq:privacy'><active name='l'/></query></iq>`);
      await sid.send(`<message type='chat' to='${room}'><body>psst</body></message>`);
      await woody.next(stanza => stanza.getChildText('body') === 'psst');
      await stands();
      equal(nicks(), ['woody', 'buzz', 'sid']);
      await Promise.all([buzz.stop(), sid.stop()]);
    });
  });
}
