// A room beside Prosody that is mirrored on another network: clients of both dialects here, the network in memory there.
import type { Element } from 'ltx';
import { equal, is, match } from 'uvu/assert';
import { farMirror } from '../../adapters/far-mirror.ts';
import { FarNetwork } from '../adapters/far-network.ts';
import { connectClient, type TestClient } from '../client.ts';
import { whenServer } from '../servers/when-server.ts';
import { beside } from './beside.ts';

const room = 'hall@rooms.localhost';
const channel = '#hall';

const says = (text: string) => (stanza: Element) => stanza.getChildText('body') === text;
const showsUser = (nick: string) => (stanza: Element) => {
  const users = stanza.getChild('conference')?.getChildren('user') ?? [];
  return users.some(({ attrs }) => attrs.name === nick && attrs.type === undefined);
};
const isOf = (nick: string, type?: string) => (stanza: Element) =>
  stanza.name === 'presence' && stanza.attrs.from === `${room}/${nick}` && stanza.attrs.type === type;

/** Resolves when the network is asked so many things that wait. */
const asked = (far: FarNetwork, many: number) =>
  new Promise<void>(resolve => {
    const look = () => far.asked.length >= many && resolve();
    far.onAsked = look;
    look();
  });

const rename = (client: TestClient, nick: string) =>
  client.iq(`<iq type='set' to='${room}'><query xmlns='jabber:iq:conference'><nick>${nick}</nick></query></iq>`);

whenServer('prosody', 'a mirrored room beside Prosody', (test, start) => {
  test('is one room for those of both dialects and those of the other network', async () => {
    const server = await start();
    await server.addUsers(['woody', 'buzz'], 'w');
    const far = new FarNetwork();
    far.arrives(channel, 'Dory');
    const mirror = farMirror(far, { network: 'irc', channels: { hall: channel } });
    const { engine, stop } = await beside(
      server,
      { rooms: [{ name: 'hall', kind: 'irc' }] },
      { effects: { irc: mirror.effect } },
    );
    const end = mirror.start(engine);
    try {
      const [woody, buzz] = await Promise.all(
        ['woody', 'buzz'].map(username => connectClient({ server, username, password: 'w', resource: 'toys' })),
      );
      await woody!.send(`<presence to='${room}'/>`);
      is((await rename(woody!, 'Woody')).attrs.type, 'result');
      await woody!.next(showsUser('Dory'), { what: 'Dory on the list of those who came before' });
      await buzz!.send(`<presence to='${room}/Buzz'/>`);
      await buzz!.next(isOf('Dory'), { what: 'the presence of Dory' });
      await buzz!.next(isOf('Buzz'), { what: 'the own presence' });
      equal(far.nicks(channel), ['Buzz', 'Dory', 'Woody']);

      // theirs
      far.says(channel, 'Dory', 'Just keep swimming');
      for (const client of [woody!, buzz!]) await client.next(says('Just keep swimming'), { what: 'what Dory says' });
      far.renames(channel, 'Dory', 'Nemo');
      await woody!.next(showsUser('Nemo'), { what: 'the new nick of Dory, pushed' });
      await buzz!.next(isOf('Dory', 'unavailable'), { what: 'that Dory is gone' });
      await buzz!.next(isOf('Nemo'), { what: 'that Nemo is there' });

      // ours, who wait
      far.isByHand = true;
      const renamed = rename(woody!, 'Sheriff');
      await asked(far, 1);
      equal(engine.room('hall')!.held.length, 1);
      far.asked[0]!.answer();
      is((await renamed).attrs.type, 'result');
      await buzz!.next(isOf('Sheriff'), { what: 'the new nick of Woody' });
      const refused = rename(woody!, 'Cowboy');
      await asked(far, 1);
      far.asked[0]!.refuse('banned', 'Cannot change nickname while banned.');
      match(String(await refused), /forbidden.*irc: Cannot change nickname while banned\./);
      far.isByHand = false;

      await buzz!.send(`<message type='groupchat' to='${room}'><body>To infinity</body></message>`);
      await woody!.next(says('To infinity'), { what: 'what Buzz says' });
      await buzz!.next(says('To infinity'), { what: 'the own words' });
      equal(far.heard, ['#hall Buzz: To infinity']);

      // the link
      const away = 'irc cannot be reached. What is said meanwhile is heard here only.';
      far.loses('Ping timeout');
      await woody!.next(says(away), { what: 'that the network is away' });
      await buzz!.next(isOf('Nemo', 'unavailable'), { what: 'that Nemo is gone' });
      far.returns();
      await woody!.next(says('irc is back.'), { what: 'that the network is back' });
      await buzz!.next(isOf('Nemo'), { what: 'that Nemo is there again' });

      await woody!.stop();
      await buzz!.next(isOf('Sheriff', 'unavailable'), { what: 'that Woody is gone' });
      await end();
      equal(far.nicks(channel), ['Nemo']);
      await buzz!.stop();
    } finally {
      await stop();
      await server.stop();
    }
  });
});
