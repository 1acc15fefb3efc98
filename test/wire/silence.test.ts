// A client that was killed without a word to us is gone within the configured time: the room asks by an empty message,
// which bounces only for the dead.
import { equal } from 'uvu/assert';
import { connectClient } from '../client.ts';
import { whenServer } from '../servers/when-server.ts';
import { beside } from './beside.ts';

const room = 'hall@rooms.localhost';

whenServer('prosody', 'silence beside Prosody', (test, start) => {
  test('the dead are gone within the configured time, the living stay', async () => {
    const server = await start();
    await server.addUsers(['woody', 'buzz'], 'w');
    const settings = { rooms: [{ name: 'hall' }], timers: { silence: 2 } };
    const { engine, link, stop } = await beside(server, settings);
    try {
      const [woody, buzz] = await Promise.all(
        ['woody', 'buzz'].map(username => connectClient({ server, username, password: 'w', resource: 'toys' })),
      );
      for (const client of [woody!, buzz!]) {
        await client.send(`<presence to='${room}'/>`);
        const nick = client.jid.split('@')[0];
        await client.iq(`<iq type='set' to='${room}'><query xmlns='jabber:iq:conference'><nick>${nick}</nick></query></iq>`);
      }
      // nobody tells the room: what the server says of it is lost
      const { entity } = link;
      const { emit } = entity;
      entity.emit = (event: string, ...args: unknown[]) => {
        const [element] = args as [{ name: string; attrs: Record<string, string> }];
        const isFarewell = event === 'element' && element.name === 'presence' && element.attrs.type === 'unavailable';
        return isFarewell || emit.call(entity, event, ...args);
      };
      await buzz!.drop();
      const patience = { timeout: 20_000, what: 'buzz taken off the list' };
      await woody!.next(stanza => stanza.getChild('conference')?.getChild('user')?.attrs.type === 'remove', patience);
      equal(
        engine.room('hall')!.participants.map(({ nick }) => nick),
        ['woody'],
      );
      await woody!.stop();
    } finally {
      await stop();
      await server.stop();
    }
  });
});
