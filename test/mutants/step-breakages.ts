// What may go wrong below them: time, steps that are taken back, the service and its counts, rooms that are kept.
import type { Breakage } from './breakages.ts';

export const stepBreakages: readonly Breakage[] = [
  // time
  {
    file: 'vigil.ts',
    find: 'if (deadline <= step.at) withdraw',
    replace: 'if (deadline < step.at) withdraw',
    about: 'a presence waits too long',
  },
  { file: 'vigil.ts', find: 'floor.wake(relays.earliest);', replace: '', about: 'later relays are forgotten' },
  {
    file: 'entry.ts',
    find: 'floor.wake(step.at + floor.settings.timers.silence * 1000);',
    replace: '',
    about: 'nobody is asked who is still there',
  },
  {
    file: 'registry.ts',
    find: 'if (entry.floor.due <= tick.at)',
    replace: 'if (entry.floor.due < tick.at)',
    about: 'a room wakes too late',
  },
  // what is taken back
  { file: 'room-actor.ts', find: '      step.takeBack();\n', replace: '', about: 'half of a step stays' },
  {
    file: 'room-actor.ts',
    find: 'const next = settle(snapshot, floor, scope);',
    replace: 'const next = snapshot;',
    about: 'a room that was reserved for what failed stays',
  },
  {
    file: 'step.ts',
    find: '    this.#silent.length = 0;\n    this.#resumptions',
    replace: '    this.#resumptions',
    about: 'a participant moves in a step that failed',
  },
  {
    file: 'slots.ts',
    find: '{ ...before[at], ...data }',
    replace: 'data',
    about: 'a part of the data overwrites the rest',
  },
  { file: 'hearing.ts', find: 'if (added > most ', replace: 'if (added > most * 4 ', about: 'facts breed too long' },
  {
    file: 'hearing.ts',
    find: 'step.depth > longestChain',
    replace: 'step.depth > longestChain * 2',
    about: 'facts lead to each other too long',
  },
  {
    file: 'floor.ts',
    find: '    this.undo(this.slots.refound(founding));',
    replace: '    this.slots.refound(founding);',
    about: 'data of a failed step stays',
  },
  // the service
  {
    file: 'registry.ts',
    find: 'desk.pendingOf(request.bare) >= limits.pending',
    replace: 'desk.pendingOf(request.bare) > limits.pending',
    about: 'one presence more than may waits',
  },
  {
    file: 'registry.ts',
    find: "if (entry.actor.getSnapshot().status === 'done') desk.remove(entry);",
    replace: '',
    about: 'a room that has ended is still found',
  },
  {
    file: 'founding.ts',
    find: 'desk.foundedBy(bare) >=',
    replace: 'desk.foundedBy(bare) >',
    about: 'one room too many for a creator',
  },
  { file: 'founding.ts', find: "domain.indexOf('.')", replace: "domain.lastIndexOf('.')", about: 'strangers make rooms' },
  {
    file: 'desk.ts',
    find: "fact.type === 'entered' && fact.held",
    replace: "fact.type === 'entered'",
    about: 'an entry without waiting gives a pending presence free',
  },
  { file: 'desk.ts', find: 'entry.founder = undefined;', replace: '', about: 'a creator is not forgotten' },
  {
    file: 'reception.ts',
    find: '!desk.stands(request.room)',
    replace: '!desk.rooms.has(request.room)',
    about: 'a reserved room is seen',
  },
  {
    file: 'service.ts',
    find: "!('room' in event) || event.room === undefined",
    replace: 'true',
    about: 'the service answers for its rooms',
  },
  {
    file: 'room-actor.ts',
    find: "(snapshot.matches('reserved') && waitingSize === 0)",
    replace: 'false',
    about: 'a room that nobody waits for stays reserved',
  },
  { file: 'floor.ts', find: 'this.due = due;', replace: '', about: 'what could not expire never does' },
  {
    file: 'relays.ts',
    find: 'for (const person of [relay.asker, relay.asked]) of',
    replace: 'for (const person of [relay.asker]) of',
    about: 'those whom a leaver did not answer wait',
  },
  {
    file: 'registry.ts',
    find: 'desk.pendingFrom(request.host) >= limits.pendingPerDomain',
    replace: 'desk.pendingFrom(request.host) > limits.pendingPerDomain',
    about: 'one presence more than may waits from a domain',
  },
  {
    file: 'registry.ts',
    find: "if (founding !== 'allowed' && founding.condition === 'not-allowed') {",
    replace: 'if (false) {',
    about: 'whoever may not make rooms reserves them',
  },
  {
    file: 'service-actor.ts',
    find: "if (!founder && room.kept.value !== 'reserved') continue;",
    replace: '',
    about: 'a room that is configured no more stays for ever',
  },
  {
    file: 'roster.ts',
    find: '      putInPlace(this.#joined, person.id, person);\n',
    replace: '',
    about: 'people change places in a step that failed',
  },
  {
    file: 'reply.ts',
    find: "new Set(['leave', 'bounce', 'answer', 'probe'])",
    replace: "new Set(['leave', 'answer', 'probe'])",
    about: 'an error is answered with an error',
  },
  {
    file: 'rulings.ts',
    find: 'return { request: { ...request, silenced: true } };',
    replace: 'return verdict;',
    about: 'a behaviour keeps somebody from leaving',
  },
  // what is kept
  { file: 'keeping.ts', find: '  floor.guests = kept.guests;\n', replace: '', about: 'a restored room gives old nicks again' },
  {
    file: 'keeping.ts',
    find: 'for (const relay of kept.relays) floor.relays.open(relay);',
    replace: '',
    about: 'a restored room forgets open iqs',
  },
  {
    file: 'keeping.ts',
    find: 'floor.due = kept.due ?? Number.POSITIVE_INFINITY;',
    replace: '',
    about: 'a restored room never wakes',
  },
];
