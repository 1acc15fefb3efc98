// A service with a real engine behind its control socket, and a hall in it that can be closed, fails, and holds.

import { parse } from 'ltx';
import { z } from 'zod';
import type { ControlContext } from '../../adapters/control-command.ts';
import { makeEngine } from '../../adapters/engine.ts';
import { behaviour } from '../../machines/define-behaviour.ts';
import { kind } from '../../machines/kind.ts';
import { refuse } from '../../machines/refusal.ts';

const domain = 'rooms.example.org';

const guard = behaviour({
  name: 'guard',
  about: 'Lets nobody in while it is closed, and holds some.',
  settings: z.strictObject({ seconds: z.number().min(1).default(60), word: z.string().default('none').meta({ secret: true }) }),
  requests: {
    close: { about: 'Closes the room.', who: 'operator', word: 'close' },
    admit: { about: 'Lets in who waits.', who: 'moderator', word: 'admit', fields: z.strictObject({ person: z.string() }) },
  },
  region: { initial: 'open', states: { open: { on: { close: { target: 'closed', actions: 'confirm' } } }, closed: {} } },
  actions: { confirm: () => ({ reply: 'It is closed now.' }) },
  defers: { enter: ['admit'] },
  rules: {
    enter({ matches, at, settings }, { nicks }) {
      if (nicks[0]?.text === 'Boo') throw new Error('a monster');
      if (matches('closed')) return refuse('forbidden', 'The room is closed.');
      if (nicks[0]?.text !== 'Rex') return undefined;
      return { defer: { until: at + settings.seconds * 1000, late: refuse('forbidden', 'Too late.'), text: 'You wait.' } };
    },
  },
  hears: { admit: ({ holds }) => ({ grant: holds, reply: 'In they come.' }) },
});

const guarded = kind({ name: 'guarded', about: 'Somebody looks who enters.', listed: true }, [guard]);

export function realContext() {
  let given = 0;
  const at = Date.UTC(2001, 0, 16);
  const engine = makeEngine(
    { domain, rooms: [{ name: 'hall', kind: 'guarded' }] },
    {
      kinds: [guarded],
      write: () => {},
      clock: { now: () => at, every: () => () => {} },
      fresh: () => `${++given}`.padStart(24, '0'),
    },
  );
  const enters = (name: string, nick: string) =>
    engine.take(parse(`<presence from="${name}@disney/home" to="hall@${domain}/${nick}"/>`) as never);
  const context: ControlContext = { domain, engine, online: () => true };
  return { context, engine, enters };
}
