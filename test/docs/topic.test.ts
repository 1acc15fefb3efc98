// docs/kinds/topic.md: its configuration is taken, its requests do what it says, and its behaviour is one.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Element, parse as parseXml } from 'ltx';
import { parse } from 'smol-toml';
import { equal, is, match } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import type { Behaviour } from '../../machines/behaviour.ts';
import { kind } from '../../machines/kind.ts';
import { VirtualClock } from '../scenario/virtual-clock.ts';
import { suite } from '../suite.ts';
import { fenced } from './examples.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/kinds/topic.md'), 'utf8');

function engineOf(more: object = {}, brought: object = {}) {
  let written = '';
  const decoder = new TextDecoder();
  const write = (bytes: Uint8Array) => {
    written += decoder.decode(bytes);
  };
  const settings = { ...parse(fenced(page, 'toml').join('\n')), ...more };
  const engine = makeEngine(settings as never, { write, clock: new VirtualClock(), ...brought });
  const send = (xml: string) => {
    written = '';
    const stanza = parseXml(xml) as Element;
    stanza.attrs.from = 'woody@example.org/home';
    engine.take(stanza);
    return written;
  };
  return { engine, send };
}

suite('docs: the kind topic', test => {
  test('its configuration has the rooms that it says', () => {
    const { engine } = engineOf();
    equal(
      engine.rooms().map(({ name, kind, topic }) => [name, kind, topic]),
      [
        ['pets', 'topic', 'Cats and dogs'],
        ['corner', 'topic', 'Anything'],
      ],
    );
    const settings = (room: string) => engine.room(room)!.behaviours.find(({ name }) => name === 'topic')!.settings;
    equal(settings('pets'), { text: 'Cats and dogs', bytes: 1_024, by: 'moderators', required: true });
    equal(settings('corner'), { text: 'Anything', bytes: 1_024, by: 'anyone', required: true });
    engine.stop();
  });

  test('its requests make a room with a topic, and find rooms by words', () => {
    const { engine, send } = engineOf();
    const [create, find] = fenced(page, 'xml').filter(example => !example.includes('→'));
    send("<presence to='about-pets@rooms.example.org'/>");
    match(send(create!), '<nick>Woody</nick>');
    is(engine.room('about-pets')!.topic, 'Cats and dogs');
    const found = (parseXml(send(find!)) as Element).getChild('conference')!.getChildren('conference');
    equal(
      found.map(({ attrs }) => attrs.jid),
      ['pets@rooms.example.org', 'about-pets@rooms.example.org'],
    );
    engine.stop();
  });

  test('its behaviour is one by which a room is found', async () => {
    const folder = join(root, 'test/docs', `.topic-${process.pid}`);
    mkdirSync(folder);
    try {
      const file = join(folder, 'course.ts');
      writeFileSync(file, fenced(page, 'ts')[0]!.replace("'confab/behaviour'", "'../../../machines/extension.ts'"));
      const { course } = (await import(pathToFileURL(file).href)) as { course: Behaviour };
      const school = kind({ name: 'school', about: 'For tests.', listed: true }, [course]);
      const { engine } = engineOf({ rooms: [{ name: 'hall', kind: 'school' }] }, { kinds: [school] });
      const names = (asked: { topic?: string; words?: string }) => engine.find(asked).map(({ name }) => name);
      equal(
        [names({ topic: 'algebra' }), names({ words: 'noether algebra' }), names({ topic: 'Emmy Noether' })],
        [['hall'], ['hall'], []],
      );
      engine.stop();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
