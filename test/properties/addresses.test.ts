// From whom and to whom the engine writes, and whose real address is told to nobody.
import { ok } from 'uvu/assert';
import { suite } from '../suite.ts';
import { bareOf, rooms, service } from './cast.ts';
import { holds } from './holds.ts';
import { prepared } from './world.ts';

const hostOf = (address: string) => {
  const bare = bareOf(address);
  return bare.slice(bare.lastIndexOf('@') + 1);
};

/** Whether a text has an address in it, in whatever case. */
const names = (text: string, jid: string) => text.toLowerCase().includes(bareOf(jid).toLowerCase());

suite('in any conversation', test => {
  test('every “from” is ours, and every “to” is somebody who wrote to us or was invited', () => {
    holds((world, { script }) => {
      const known = new Set<string>();
      for (const line of script) {
        if ('invites' in line) known.add(line.to);
        const moment = world.play(line);
        if (moment.sent) known.add(String(moment.sent.attrs.from));
        for (const { from, to, element } of moment.heard) {
          ok(hostOf(from) === service, `from is ours: ${element}`);
          ok(known.has(to), `to is known: ${element}`);
        }
      }
    });
  });

  test('every “from” is a room, the service, somebody inside, or what was written to', () => {
    holds((world, { script }) => {
      const seen = new Set<string>([service, ...rooms]);
      for (const line of script) {
        const moment = world.play(line);
        if (moment.sent) seen.add(prepared(String(moment.sent.attrs.to)));
        for (const room of rooms) {
          for (const { id, nick } of world.floor(room)?.people.joined() ?? []) seen.add(`${room}/${id}`).add(`${room}/${nick}`);
        }
        for (const { from, element } of moment.heard) ok(seen.has(prepared(from)), `from is somebody: ${element}`);
      }
    });
  });

  test('a protected real JID is in no stanza to others, in any field', () => {
    holds((world, { script, people }) => {
      const hidden = people.filter(({ isProtected }) => isProtected);
      for (const line of script) {
        for (const { to, element } of world.play(line).heard) {
          for (const { jid } of hidden) ok(bareOf(to) === bareOf(jid) || !names(String(element), jid), `a leak: ${element}`);
        }
      }
    });
  });

  test('the real JIDs of those who came by groupchat are told to nobody, where the room hides them', () => {
    holds((world, { script, people, circumstances }) => {
      const shown = new Set<string>();
      for (const line of script) {
        const { heard } = world.play(line);
        for (const { jid } of people) {
          if (rooms.some(room => world.person(room, jid)?.hidden === false)) shown.add(bareOf(jid));
        }
        const hidden = people.filter(({ jid }) => !shown.has(bareOf(jid)));
        for (const { to, element } of circumstances.hideRealJids ? heard : []) {
          for (const { jid } of hidden) ok(bareOf(to) === bareOf(jid) || !names(String(element), jid), `a leak: ${element}`);
        }
      }
    });
  });
});
