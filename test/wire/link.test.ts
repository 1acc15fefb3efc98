// The server's link lost and back, for real: who is still there stays, who is gone is found out, and the others hear it.
import { equal, is } from 'uvu/assert';
import { connectClient, type TestClient } from '../client.ts';
import type { RealServer } from '../servers/real-server.ts';
import { serverNames, whenServer } from '../servers/when-server.ts';
import { type Beside, beside, nextOnline } from './beside.ts';

const room = 'hall@rooms.localhost';
const settings = { rooms: [{ name: 'hall' }] };

async function enter(server: RealServer, username: string): Promise<TestClient> {
  const client = await connectClient({ server, username, password: 'w', resource: 'toys' });
  await client.send(`<presence to='${room}'/>`);
  await client.iq(`<iq type='set' to='${room}'><query xmlns='jabber:iq:conference'><nick>${username}</nick></query></iq>`);
  return client;
}

const isRemoval = (nick: string) => (stanza: TestClient['received'][number]) =>
  stanza
    .getChild('conference')
    ?.getChildren('user')
    .some(({ attrs }) => attrs.type === 'remove' && attrs.name === nick) === true;

const nicks = ({ engine }: Beside) => engine.room('hall')!.participants.map(({ nick }) => nick);

for (const name of serverNames) {
  whenServer(name, `the link beside ${name}`, (test, start) => {
    let server: RealServer;
    let here: Beside;

    test.before(async () => {
      server = await start();
      await server.addUsers(['woody', 'buzz', 'slink'], 'w');
      here = await beside(server, settings);
    });

    test.after(async () => {
      await here.stop();
      await server.stop();
    });

    test('who dies while the link is down is found out when it is back; the living stay', async () => {
      const [woody, buzz] = [await enter(server, 'woody'), await enter(server, 'buzz')];
      const { link } = here;
      const back = nextOnline(link);
      link.entity.socket!.destroy();
      await buzz.drop();
      await back;
      await woody.next(isRemoval('buzz'), { what: 'buzz taken off the list' });
      equal(nicks(here), ['woody']);
      await woody.send(`<message type='groupchat' to='${room}'><body>alone</body></message>`);
      await woody.next(stanza => stanza.getChildText('body') === 'alone');
      await woody.send(`<presence type='unavailable' to='${room}'/>`);
      await woody.stop();
    });

    test('a client that only refuses iqs stays', async () => {
      const woody = await enter(server, 'woody');
      const slink = await connectClient({ server, username: 'slink', password: 'w', autoReply: 'refuse' });
      await slink.send(`<presence to='${room}'/>`);
      await slink.iq(`<iq type='set' to='${room}'><query xmlns='jabber:iq:conference'><nick>slink</nick></query></iq>`);
      await woody.send(`<message type='groupchat' to='${room}'><body>still there?</body></message>`);
      await slink.next(stanza => stanza.getChildText('body') === 'still there?');
      // its refusal of a push about this has been on the way before the answer to this
      await slink.iq(`<iq type='get' to='${room}'><ping xmlns='urn:xmpp:ping'/></iq>`);
      equal(nicks(here), ['woody', 'slink']);
      await Promise.all([woody.stop(), slink.stop()]);
    });

    test('a server that dies takes its people with it; those who come back enter again', async () => {
      const [woody, buzz] = [await enter(server, 'woody'), await enter(server, 'buzz')];
      const back = nextOnline(here.link);
      await server.kill9();
      await Promise.all([woody.drop(), buzz.drop()]);
      await server.restart();
      // ejabberd writes accounts down some time after they are made
      await server.addUsers(['slink'], 'w');
      await back;
      const again = await enter(server, 'slink');
      const gone = (nick: string) =>
        nicks(here).includes(nick) && again.next(isRemoval(nick), { what: `${nick} taken off the list` });
      await Promise.all([gone('woody'), gone('buzz')]);
      equal(nicks(here), ['slink']);
      is(here.engine.room('hall')?.state, 'occupied');
      await again.stop();
    });
  });
}
