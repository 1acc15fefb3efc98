import { readFileSync } from 'node:fs';
import { parse } from 'ltx';
import { equal, is, match } from 'uvu/assert';
import { describeRoom } from '../../../adapters/commands/room.ts';
import type { ControlContext } from '../../../adapters/control-command.ts';
import { makeEngine } from '../../../adapters/engine.ts';
import { suite } from '../../suite.ts';
import { fakeContext } from '../fake-service.ts';
import { temporaryFolder } from '../folder.ts';
import { askService } from './ask.ts';

const domain = 'rooms.example.org';
const folder = temporaryFolder();

/** A service with a board on which something is drawn, and a hall without one. */
function withBoard(): ControlContext {
  const rooms = [{ name: 'board', kind: 'whiteboard' }, { name: 'hall' }];
  const engine = makeEngine({ domain, rooms }, { clock: { now: () => 0, every: () => () => {} } });
  const says = (xml: string) => engine.take(parse(xml) as never);
  const from = 'woody@example.org/home';
  says(`<presence from='${from}' to='board@${domain}/Woody'/>`);
  const line = "<stroke xmlns='urn:confab:whiteboard' d='M0 0L9 9' colour='red'/>";
  says(`<message type='groupchat' from='${from}' to='board@${domain}'>${line}</message>`);
  return { domain, engine, online: () => true };
}

suite('room', test => {
  test('shows a room and its people', async () => {
    equal(await askService(fakeContext(), 'room', 'Lobby@d'), {
      code: 0,
      out: [
        'address  lobby@d',
        'title    The Lobby',
        'kind     public',
        'state    open',
        'people   1',
        'waiting  0',
        '',
        'NICK   DIALECT     STATE   PRIVACY  ID',
        'Romeo  conference  joined  no       abc',
      ],
      err: [],
    });
  });

  test('shows them as JSON', async () => {
    const { out } = await askService(fakeContext(), 'room', 'lobby', '--json');
    is(JSON.parse(out.join('\n')).participants[0].nick, 'Romeo');
  });

  test('says when there is no such room', async () => {
    const { code, out, err } = await askService(fakeContext(), 'room', 'x');
    equal([code, out], [1, []]);
    match(err[0]!, /There is no room x/);
  });

  test('lets nobody write to the terminal by title, topic or nick', () => {
    const participants = [{ id: 'a', nick: 'R\u001b[2J', dialect: 'x', state: 'joined', privacy: true }];
    const room = { jid: 'a@b', name: 'a', title: 't\u0007', kind: 'public', state: 's', people: 1, waiting: 0, topic: 'x\ny' };
    const more = { holds: 0, behaviours: [], held: [] };
    const text = describeRoom({ ...room, ...more, participants }).join('|');
    match(text, /title {4}t\|.*topic {4}x y\|.*R\[2J/);
  });

  test('gives the board of a whiteboard as a picture, as text or into a file', async () => {
    const context = withBoard();
    const { code, out } = await askService(context, 'room', 'board', '--svg');
    is(code, 0);
    match(out[0]!, /^<svg .*<path d="M0 0L9 9" stroke="red" stroke-width="2"><title>Woody<\/title><\/path>.*<\/svg>$/s);
    const file = folder.at('board.svg');
    equal((await askService(context, 'room', `board@${domain}`, '--svg', file)).out, [`${file} is written: 1 stroke.`]);
    is(readFileSync(file, 'utf8'), `${out[0]}\n`);
  });

  test('says where there is no board, and what a file is for', async () => {
    const context = withBoard();
    const refused = async (...words: string[]) => {
      const { code, out, err } = await askService(context, 'room', ...words);
      equal(out, []);
      return [code, err[0]!] as const;
    };
    match((await refused('hall', '--svg'))[1], /There is no behaviour whiteboard in this room\. There are: moderation/);
    match((await refused('attic', '--svg'))[1], /There is no room attic@rooms\.example\.org/);
    match((await refused('board', '--svg', folder.at('no/board.svg')))[1], /cannot be written: make its folder first/);
    equal(await refused('board', 'board.svg'), [2, 'confab room: a file is written with --svg alone.']);
  });
});
