// What a control socket asks, without an engine: a service with one room, which notes whom it invited.
import type { ControlContext } from '../../adapters/control-command.ts';

export function fakeContext(online = true, domain = 'd'): ControlContext & { invited: unknown[][] } {
  const lobby = {
    jid: `lobby@${domain}`,
    name: 'lobby',
    title: 'The Lobby',
    kind: 'public',
    state: 'open',
    people: 1,
    waiting: 0,
  };
  const romeo = { id: 'abc', nick: 'Romeo', dialect: 'conference', state: 'joined', privacy: false };
  const invited: unknown[][] = [];
  const engine = {
    rooms: () => [lobby],
    overload: { state: 'normal' },
    room: (name: string) => (name === 'lobby' ? { ...lobby, participants: [romeo], behaviours: [], held: [] } : undefined),
    invite: (...words: unknown[]) => {
      if (words[0] !== 'lobby') throw new Error(`There is no room ${words[0]}.`);
      invited.push(words);
    },
  };
  return { domain, engine: engine as unknown as ControlContext['engine'], online: () => online, invited };
}
