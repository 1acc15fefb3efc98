// How many people a room has places for, and how many more are kept for its moderators. The limit of the service
// (limits.people) stands behind it, and holds for everybody.
import { z } from 'zod';
import { behaviour } from '../define-behaviour.ts';
import { refuse } from '../refusal.ts';

const Settings = z.strictObject({
  people: z.int().min(1).max(10_000_000).default(100).describe('people who may be inside'),
  reserved: z.int().min(0).max(1_000).default(0).describe('places more, for moderators alone'),
});

export const maxPeople = behaviour({
  name: 'max-people',
  about: 'Only so many people may be inside, and a few moderators more.',
  settings: Settings,
  rules: {
    enter({ room, settings: { people, reserved } }, request) {
      const places = room.isModerator(request) ? people + reserved : people;
      if (room.people.size < places) return undefined;
      return refuse('service-unavailable', `This room has ${placesFor(people)}, and is full. Try again when somebody has left.`);
    },
  },
});

function placesFor(people: number): string {
  return people === 1 ? 'a place for one person' : `places for ${people} people`;
}
