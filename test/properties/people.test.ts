// Who is in a room: one nick for one person, rosters that everybody could rebuild, and nothing heard before the entry.
import { equal, is, ok } from 'uvu/assert';
import type { Person } from '../../machines/person.ts';
import { suite } from '../suite.ts';
import { rooms } from './cast.ts';
import { holds } from './holds.ts';
import { ConferenceClient, GroupchatClient } from './model-client.ts';
import type { Heard, Moment, World } from './world.ts';

const isOf = (room: string) => (heard: Heard) => heard.from === room || heard.from.startsWith(`${room}/`);

/** Answers to what somebody asked, and invitations: they may come to anybody. */
function isPrivate({ kind, type, element }: Heard, room: string): boolean {
  if (type === 'error' || (kind === 'iq' && type === 'result' && !identityIn(element))) return true;
  return kind === 'message' && element.getChild('x', 'jabber:x:conference')?.attrs.jid === room && element.children.length === 2;
}

function identityIn(element: Heard['element']): string | undefined {
  const query = element.getChildElements().find(({ attrs }) => attrs.xmlns === 'jabber:iq:conference');
  return query?.getChildText('id') ?? undefined;
}

/** What somebody who was not inside heard of a room at one moment, who may be inside since. */
function checkEntry(heard: readonly Heard[], room: string, person: Person | undefined, { sent }: Moment): void {
  const isProbe = sent?.attrs.type === 'probe';
  const news = heard.filter(one => !isPrivate(one, room) && !(isProbe && one.type === 'unavailable'));
  if (!person) {
    equal(news.map(String), [], 'nobody outside hears of the room');
    return;
  }
  if (person.dialect === 'conference') {
    const [first] = news;
    is(first && identityIn(first.element), `${room}/${person.id}`, 'the result comes first');
    return;
  }
  const own = news.findIndex(
    ({ kind, type, from }) => kind === 'presence' && type === undefined && from === `${room}/${person.nick}`,
  );
  ok(own >= 0, 'the own presence comes');
  ok(
    news.slice(0, own).every(({ kind, type }) => kind === 'presence' && type === undefined),
    'before it, nothing but presence',
  );
}

/** The stays of everybody in every room. */
function stays(world: World, people: readonly { readonly jid: string }[]): Map<string, Person> {
  const found = new Map<string, Person>();
  for (const room of rooms) {
    for (const { jid } of people) {
      const person = world.person(room, jid);
      if (person) found.set(`${room} ${jid}`, person);
    }
  }
  return found;
}

suite('in any conversation', test => {
  test('no two in a room hold one nick', () => {
    holds((world, { script }) => {
      for (const line of script) {
        world.play(line);
        for (const room of rooms) {
          const joined = [...(world.floor(room)?.people.joined() ?? [])];
          const keys = joined.map(({ nick }) => nick.normalize('NFKC').toUpperCase().toLowerCase().trim());
          equal(new Set(keys).size, joined.length, keys.join(', '));
          for (const person of joined)
            ok(world.floor(room)!.people.byNick(person.nickKey) === person, 'the nick finds its holder');
        }
      }
    });
  });

  test('nobody hears the room before their result or their own presence, and nothing once they are out', () => {
    holds((world, { script, people }) => {
      for (const line of script) {
        const before = stays(world, people);
        const moment = world.play(line);
        for (const { jid } of people) {
          for (const room of rooms) {
            const heard = moment.heard.filter(({ to }) => to === jid).filter(isOf(room));
            const was = before.get(`${room} ${jid}`);
            const is_ = world.person(room, jid);
            if (was === undefined || (is_ && is_.id !== was.id)) checkEntry(heard, room, is_, moment);
            if (!was || is_) continue;
            const last = heard.filter(one => !isPrivate(one, room));
            // whoever is seen out hears why, and nothing of the others
            if ('closes' in line || 'removes' in line)
              equal(
                last.map(({ kind, type }) => `${kind} ${type}`),
                ['message groupchat', 'presence unavailable'],
              );
            else
              equal(
                last.map(({ element }) => String(element)),
                [],
                'who leaves hears nothing more',
              );
          }
        }
      }
    });
  });

  test('the roster that each client could rebuild from what it received is that of the room', () => {
    holds((world, { script, people }) => {
      const clients = new Map(
        people.flatMap(({ jid }) =>
          rooms.map(room => [
            `${room} ${jid}`,
            { jid, room, conference: new ConferenceClient(), groupchat: new GroupchatClient() },
          ]),
        ),
      );
      for (const line of script) {
        const before = stays(world, people);
        const { heard } = world.play(line);
        for (const [key, { jid, room, conference, groupchat }] of clients) {
          const person = world.person(room, jid);
          // a client knows when it comes and when it leaves; one that is dead knows nothing at all
          if (person?.id !== before.get(key)?.id) {
            conference.forget();
            groupchat.forget();
          }
          if (!person) continue;
          const joined = [...world.floor(room)!.people.joined()];
          for (const one of heard.filter(({ to }) => to === jid)) {
            conference.receive(one, room);
            groupchat.receive(one, room);
          }
          if (person.dialect === 'groupchat') equal([...groupchat.people].sort(), joined.map(({ nick }) => nick).sort());
          else {
            equal(
              Object.fromEntries(conference.people),
              Object.fromEntries(joined.map(({ id, nick }) => [`${room}/${id}`, nick])),
            );
            equal([...conference.present].sort(), joined.map(({ id }) => `${room}/${id}`).sort());
            is(conference.own, `${room}/${person.id}`);
          }
        }
      }
    });
  });
});
