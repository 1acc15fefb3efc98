// The chart of a room's base: people enter, speak, rename and leave. It sees a request only when it has been
// ruled on, and what it does is done on the floor, within a step that can be taken back.
import { setup } from 'xstate';
import type { Nick } from './address.ts';
import type { Claimed } from './claims.ts';
import { answerDiscovery, answerInquiry, browse, probe } from './enquiry.ts';
import { appear, depart, disperse, hold, turnDown } from './entrance.ts';
import { admit, dissolve, found, rename } from './entry.ts';
import type { Floor } from './floor.ts';
import { defer } from './holding.ts';
import type { Hold } from './holds.ts';
import { announceEnd, command, configure, removePerson, reopen, replace } from './operation.ts';
import type { Refusal } from './refusal.ts';
import type { Relay, RoomRequest, Say } from './request.ts';
import { answer, bounce, invite, relay, say } from './traffic.ts';
import { expire, survey } from './vigil.ts';

/** A request with its ruling, or something that the room says to itself. */
export type RoomEvent =
  | {
      [R in RoomRequest as R['type']]: {
        readonly type: R['type'];
        readonly request: R;
        readonly nick?: Nick;
      };
    }[RoomRequest['type']]
  | { readonly type: 'refuse'; readonly request: RoomRequest; readonly refusal: Refusal; readonly held?: true }
  | { readonly type: 'defer'; readonly hold: Hold; readonly isRepeated: boolean }
  | { readonly type: 'command'; readonly request: Say | Relay; readonly claimed: Claimed }
  | { readonly type: 'vacated' };

export const room = setup({
  types: {
    context: {} as { readonly floor: Floor },
    events: {} as RoomEvent,
    input: {} as { readonly floor: Floor },
  },
  actions: {
    hold,
    found,
    admit,
    rename,
    depart,
    disperse,
    dissolve,
    appear,
    say,
    relay,
    answer,
    bounce,
    invite,
    browse,
    probe,
    answerInquiry,
    answerDiscovery,
    expire,
    survey,
    refuse: turnDown,
    defer,
    command,
    configure,
    replace,
    reopen,
    announceEnd,
    removePerson,
  },
  guards: {
    isPermanent: ({ context: { floor } }) => floor.settings.permanent,
    isInside: ({ context: { floor }, event }) =>
      'request' in event && 'from' in event.request && floor.roster.byReal(event.request.from) !== undefined,
    doesSomebodyWait: ({ context: { floor } }) => floor.roster.waitingSize > 0,
  },
}).createMachine({
  id: 'room',
  context: ({ input }) => input,
  initial: 'opening',
  on: {
    refuse: { actions: 'refuse' },
    defer: { actions: 'defer' },
    command: { actions: 'command' },
    configure: { actions: 'configure' },
    replace: { actions: 'replace' },
    reopen: { actions: 'reopen' },
    leave: { actions: 'depart' },
    bounce: { actions: 'bounce' },
    inquire: { actions: 'answerInquiry' },
    browse: { actions: 'browse' },
    discover: { actions: 'answerDiscovery' },
    tick: { actions: 'expire' },
    survey: { actions: 'survey' },
    'remove person': { actions: 'removePerson' },
    'close room': [
      { guard: 'isPermanent', target: '.empty', actions: ['announceEnd', 'disperse', 'dissolve'] },
      { target: '.ended', actions: ['announceEnd', 'disperse', 'dissolve'] },
    ],
    close: { target: '.ended', actions: ['disperse', 'dissolve'] },
  },
  states: {
    opening: {
      description: 'Not asked for anything yet.',
      always: [{ guard: 'isPermanent', target: 'empty' }, { target: 'reserved' }],
    },
    reserved: {
      description: 'Presence is held for a room that nobody has made yet. Nobody can see it.',
      on: {
        present: { actions: 'hold' },
        enter: { target: 'occupied', actions: ['found', 'admit'] },
        vacated: { target: 'ended' },
      },
    },
    empty: {
      description: 'Made by configuration; nobody is inside.',
      on: {
        present: { actions: 'hold' },
        enter: { target: 'occupied', actions: 'admit' },
        invite: { actions: 'invite' },
        probe: { actions: 'probe' },
      },
    },
    occupied: {
      description: 'Somebody is inside.',
      on: {
        present: [{ guard: 'isInside', actions: 'appear' }, { actions: 'hold' }],
        enter: [{ guard: 'isInside', actions: 'rename' }, { actions: 'admit' }],
        say: { actions: 'say' },
        relay: { actions: 'relay' },
        answer: { actions: 'answer' },
        invite: { actions: 'invite' },
        probe: { actions: 'probe' },
        vacated: [
          { guard: 'isPermanent', target: 'empty' },
          { guard: 'doesSomebodyWait', target: 'reserved', actions: 'dissolve' },
          { target: 'ended', actions: 'dissolve' },
        ],
      },
    },
    ended: {
      description: 'Nobody is inside, and nothing is left of it.',
      type: 'final',
    },
  },
});
