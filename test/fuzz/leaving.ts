// The end of every sequence: all who wrote go, or their servers say that they are gone, and time passes. Then there is
// nothing left but the rooms of the configuration, empty, and nobody is told anything more.
import type { Desk } from '../../machines/desk.ts';
import { parseAddress } from '../../streams/address.ts';
import { xmlOf } from '../../streams/tree.ts';
import { Wrong } from './judgement.ts';
import { standing } from './places.ts';
import { bounce, escaped, type Moment, type Play } from './play.ts';
import type { Circumstances, Step } from './sequence.ts';

/** @param play plays a step and has it judged */
export async function everybodyGoes(
  world: Play,
  senders: ReadonlySet<string>,
  { ending }: Pick<Circumstances, 'ending'>,
  play: (step: Step) => Promise<Moment>,
): Promise<void> {
  for (const waits of [61, 61]) await play({ waits });
  if (ending === 'leaving') {
    for (const { jid } of world.door.keep().rooms)
      for (const from of senders)
        await play({ sends: `<presence type='unavailable' from='${escaped(from)}' to='${escaped(jid)}'/>` });
  }
  // whoever is asked is gone, and whoever was let in meanwhile is asked later
  for (let left = 12; left > 0 && !isEmpty(world); left--) {
    const { heard } = await play({ waits: 700 });
    for (const one of heard)
      if (one.kind === 'message' && one.type === 'groupchat' && one.element.children.length === 0)
        await play({ sends: bounce(one, 'recipient-unavailable') });
  }
  await play({ waits: 5_000 });
  const { heard } = await play({ waits: 5_000 });
  const [word] = heard;
  if (word) throw new Wrong(`all have gone, and somebody is told: ${xmlOf(word.element as never)}`);
  nothingLeft(world, senders);
}

function isEmpty(world: Play): boolean {
  return world.door.keep().rooms.every(({ kept }) => kept.people.length === 0);
}

function nothingLeft({ door }: Play, senders: ReadonlySet<string>): void {
  const { rooms } = door.keep();
  const names = rooms.map(({ name }) => name).sort();
  if (names.join() !== [...standing].sort().join()) throw new Wrong(`these rooms are left: ${names}`);
  for (const { jid, kept } of rooms) {
    const { people, holds, relays, survey, slots } = kept;
    if (people.length + holds.length + relays.length > 0 || survey)
      throw new Wrong(`something is left in ${jid}: ${JSON.stringify({ people, holds, relays, survey })}`);
    // what behaviours may remember of a conversation
    const size = JSON.stringify(slots).length;
    if (size > 40_000) throw new Wrong(`the behaviours of ${jid} remember ${size} bytes`);
  }
  if (door.desk) nothingCounted(door.desk, senders);
}

function nothingCounted(desk: Desk, senders: ReadonlySet<string>): void {
  if (desk.reserved !== 0 || desk.standing !== standing.length)
    throw new Wrong(`${desk.standing} rooms are counted, and ${desk.reserved} that nobody has made`);
  for (const sender of senders) {
    const { bare, host } = parseAddress(sender)!;
    const counts = [desk.pendingOf(bare), desk.pendingFrom(host), desk.foundedBy(bare), desk.foundedFrom(host)];
    if (counts.some(count => count !== 0)) throw new Wrong(`${sender} still counts: ${counts.join(', ')}`);
  }
}
