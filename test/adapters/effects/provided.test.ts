// Effects for programs that embed rooms.
import { readFileSync } from 'node:fs';
import { equal, instance, is, match, throws } from 'uvu/assert';
import { EffectFailure } from '../../../adapters/effects/effect.ts';
import { effectsFrom } from '../../../adapters/effects/provided.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';
import { webServer } from './web-server.ts';

const folder = temporaryFolder();
const secret = 'a secret of some length';
const call = {
  ...{ id: 'x', room: 'hall@rooms.example', behaviour: 'b', effect: 'door', input: { of: 'woody' } },
  signal: new AbortController().signal,
};

suite('effects for a program', test => {
  test('are those that come with it, by the names that it gives them', async () => {
    const server = await webServer((_, response) => response.end('{"allow":true}'));
    const url = `${server.origin}/hook`;
    const { door, time } = effectsFrom({
      door: { use: 'web-hook', url, secret, allow: ['127.0.0.1'] },
      time: { use: 'clock' },
    });
    equal(await door!(call), { allow: true });
    is((await time!(call)).zone, 'UTC');
    await server.close();
  });

  test('keep what could not be delivered, and say what is tried again', async () => {
    const server = await webServer((_, response) => response.writeHead(500).end());
    const lines: string[] = [];
    const door = { use: 'web-hook', url: server.origin, secret, allow: ['127.0.0.1'], tries: 2, wait: 0.01 };
    const effects = effectsFrom({ door }, { deadLetters: folder.at('dead.jsonl'), log: (_, text) => lines.push(text) });
    let failure: unknown;
    await effects.door!(call).catch(error => {
      failure = error;
    });
    instance(failure, EffectFailure);
    equal(lines, ['a web hook is tried again']);
    match(readFileSync(folder.at('dead.jsonl'), 'utf8'), /^\{.*"input":\{"of":"woody"\}\}\n$/);
    const lost = effectsFrom({ door }, { deadLetters: folder.at('none/dead.jsonl'), log: (_, text) => lines.push(text) });
    await lost.door!(call).catch(() => {});
    match(lines.at(-1)!, /ENOENT/);
    await effectsFrom({ door }).door!(call).catch(() => {});
    await server.close();
  });

  test('are wrong in sentences, all at once', () => {
    throws(
      () => effectsFrom({ door: { use: 'web-hook', url: 'x' }, time: { use: 'clok' }, zone: { use: 'clock', zone: 'Mars' } }),
      ({ message }: Error) => {
        equal(message.split('\n'), [
          'effects.door.url must be a URL, such as https://backend.example.org/hook.',
          'effects.door.secret is missing: it must be a text.',
          'effects.time.use must be "web-hook" or "feed" or "clock": did you mean "clock"?',
          'effects.zone.zone must be a time zone such as Europe/Berlin, or UTC.',
        ]);
        return true;
      },
    );
  });
});
