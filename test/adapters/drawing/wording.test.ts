import { equal, is } from 'uvu/assert';
import { chartOf } from '../../../adapters/drawing/chart.ts';
import { duties, pathOf, pieces, row, sentence, told } from '../../../adapters/drawing/wording.ts';
import { participant } from '../../../machines/participant.ts';
import { suite } from '../../suite.ts';

const plain = { id: 'x#0', from: 'x', to: [], otherwise: false, actions: [] };

suite('wording', test => {
  test('writes event, guard and actions', () => {
    const full = { ...plain, event: 'enter', guard: 'isInside', actions: ['found', 'admit'] };
    is(sentence(full), 'enter [isInside] / found, admit');
    equal(
      pieces(full).map(({ role }) => role),
      ['event', 'guard', 'action'],
    );
  });

  test('says always where there is no event, and else where guards came before', () => {
    is(sentence({ ...plain, otherwise: true }), 'always [else]');
    is(sentence({ ...plain, event: 'rename' }), 'rename');
  });

  test('says of a row that it begins everything anew', () => {
    const text = (to: string[]) => row({ ...plain, event: 'reset', to }).map(piece => piece.text);
    equal(text([]), ['reset']);
    equal(text(['x']), ['reset', '→ from the start']);
  });

  test('lists what a state does by itself', () => {
    const state = {
      ...chartOf(participant).root,
      entry: ['ring', 'light'],
      exit: ['hush'],
      invokes: ['clock'],
      notes: [{ word: 'hears', names: ['said', 'left'] }],
    };
    equal(
      duties(state).map(pieces => pieces.map(({ text }) => text).join(' ')),
      ['hears said, left', 'entry / ring, light', 'exit / hush', 'meanwhile / clock'],
    );
  });

  test("calls a state by its path without the chart's name", () => {
    const chart = chartOf(participant);
    is(pathOf('participant.joined', chart), 'joined');
    is(pathOf('participant', chart), 'participant');
  });

  test('tells first in which states it is now', () => {
    const words = told(chartOf(participant), new Set(['participant.joined', 'participant.departed']));
    is(words.startsWith('It is in joined and departed now. participant begins in'), true);
  });

  test('tells a chart in sentences', () => {
    const words = told(chartOf(participant));
    is(words.startsWith('participant begins in presence-pending. presence-pending: Sent presence to the room;'), true);
    is(
      words.includes('nick-change: renamed / tell leads to joined; kept leads to joined; depart / tell leads to departed.'),
      true,
    );
    is(words.endsWith('departed is final.'), true);
  });
});
