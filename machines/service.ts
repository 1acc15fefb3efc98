// The chart of the service: it finds the room that a request is for, reserves one where a presence comes for
// a room that nobody has made, and answers what is asked of itself.
import { setup } from 'xstate';
import type { Desk } from './desk.ts';
import { findRooms } from './finding.ts';
import { follow } from './leading.ts';
import { answerAsk, discover, listRooms, turnDown } from './reception.ts';
import { closeRooms, pass, passOrReserve, passToDue } from './registry.ts';
import type { ServiceRequest } from './request.ts';
import { askOn, beginSurvey } from './survey.ts';

export const service = setup({
  types: {
    context: {} as { readonly desk: Desk },
    events: {} as ServiceRequest,
    input: {} as { readonly desk: Desk },
  },
  actions: {
    pass,
    passOrReserve,
    passToDue,
    beginSurvey,
    askOn,
    closeRooms,
    answerAsk,
    discover,
    listRooms,
    findRooms,
    follow,
    turnDown,
  },
  guards: {
    isForService: ({ event }) => !('room' in event) || event.room === undefined,
  },
}).createMachine({
  id: 'service',
  context: ({ input }) => input,
  initial: 'open',
  states: {
    open: {
      description: 'Rooms are found, reserved and made as people ask for them.',
      on: {
        present: { actions: 'passOrReserve' },
        enter: { actions: 'passOrReserve' },
        discover: [{ guard: 'isForService', actions: 'discover' }, { actions: 'pass' }],
        ask: { actions: 'answerAsk' },
        'browse service': { actions: 'listRooms' },
        find: { actions: 'findRooms' },
        follow: { actions: 'follow' },
        refused: { actions: 'turnDown' },
        tick: { actions: ['passToDue', 'askOn'] },
        survey: { actions: 'beginSurvey' },
        close: { target: 'closed', actions: 'closeRooms' },
        '*': { actions: 'pass' },
      },
    },
    closed: {
      description: 'Everybody was told, and nothing is answered any more.',
      type: 'final',
    },
  },
});
