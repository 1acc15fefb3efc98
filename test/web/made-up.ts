// Made-up answers for the page: a quiet service, a crowded one, and one whose people write script into everything.
import type { Moment, RoomLine, RoomView, ServiceView } from '../../adapters/inspect/protocol.ts';
import { shippedKinds } from '../../machines/kinds/all.ts';

/** What must never run, and has to be read as it is. */
export const hostile = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>`;

/** When everything happens: the evening of a day in 2026, here. */
export const evening = new Date(2026, 2, 14, 20, 15, 0).getTime();

/** A service at which all is well. */
export const calm: ServiceView = {
  domain: 'rooms.localhost',
  version: '0.1.0',
  since: evening,
  rooms: 3,
  people: 5,
  kinds: shippedKinds.map(({ name, about }) => ({ name, about })),
  overload: { chart: 'overload', live: ['overload.normal'], outbox: 0, mailbox: 2 },
  link: { chart: 'link', live: ['link.up'] },
  shows: { texts: false, addresses: false },
  admin: true,
};

/** A line of the list. */
export function line(name: string, more: Partial<RoomLine> = {}): RoomLine {
  return {
    jid: `${name}@rooms.localhost`,
    name,
    kind: 'public',
    state: 'occupied',
    people: 3,
    waiting: 0,
    holds: 0,
    rate: 0.4,
    ...more,
  };
}

/** A thousand rooms, some with names that are too long. */
export function crowd(count: number): RoomLine[] {
  return Array.from({ length: count }, (_, i) =>
    line(i % 17 === 3 ? `room-${i}-${'of-a-name-that-does-not-end-'.repeat(5)}` : `room-${i}`, {
      kind: ['public', 'lecture', 'irc', 'whiteboard'][i % 4]!,
      state: i % 5 === 0 ? 'empty' : 'occupied',
      people: i % 5 === 0 ? 0 : (i * 7919) % 300,
      rate: Math.max(0, 40 - i),
      waiting: i % 9 === 1 ? 3 : 0,
      ...(i % 3 === 0 ? { topic: 'What is talked of here, in a sentence that is rather long for a list of rooms' } : {}),
    }),
  );
}

/** A room as it is now. */
export function view(name: string, chart: { chart: string; live: string[] }, more: Partial<RoomView> = {}): RoomView {
  return {
    ...line(name),
    ...chart,
    participants: [
      { id: 'a1', nick: 'Woody', dialect: 'conference', state: 'joined' },
      { id: 'b2', nick: 'Buzz', dialect: 'groupchat', state: 'joined' },
      { id: 'c3', nick: 'Rex', dialect: 'conference', state: 'presence-pending' },
    ],
    unlisted: 0,
    behaviours: [
      { name: 'secret', about: 'A word is needed to enter.', settings: {}, trust: 'well' },
      {
        name: 'slow mode',
        about: 'People speak at most so often.',
        settings: { seconds: 5, spares: ['moderator'] },
        trust: 'well',
      },
      { name: 'quiet hours', about: 'Nobody speaks at night.', state: 'day', settings: { from: '22:00' }, trust: 'closed' },
    ],
    held: [],
    ...more,
  };
}

/** One request. */
export function moment(step: number, more: Partial<Moment> = {}): Moment {
  return {
    step,
    at: evening + step * 1500,
    request: 'say',
    who: 'Woody',
    outcome: 'done',
    rulings: [],
    facts: ['said a1'],
    transitions: [],
    heard: `<message from="woody@localhost/page" to="hall@rooms.localhost" type="groupchat"><body>11 characters</body></message>`,
    said: [
      {
        xml: `<message from="hall@rooms.localhost/a1" type="groupchat"><body>11 characters</body><x xmlns="jabber:x:delay" stamp="20260314T20:15:00"/></message>`,
        to: 'Woody, Buzz, Rex',
        copies: 3,
      },
    ],
    ...more,
  };
}
