// Where answers go, and who waits for one.
import { equal, is } from 'uvu/assert';
import { replyTo, wantsAnswer } from '../../machines/reply.ts';
import { suite } from '../suite.ts';
import { asked, nobody } from './made-floor.ts';
import { iqOf, messageOf, presenceOf } from './visitor.ts';

suite('a reply', test => {
  test('goes to the full address that asked, in its dialect, with its receipt', () => {
    const asker = nobody('woody').asker('iq', 'den@conference.disney');
    equal(replyTo(asker), {
      to: 'woody@disney/home',
      dialect: 'conference',
      receipt: { kind: 'iq', sentTo: 'den@conference.disney', id: 'stanza' },
    });
  });

  test('is wanted by whoever asks or sends', () => {
    is(wantsAnswer(asked('woody', woody => woody.enter('den'))), true);
    is(wantsAnswer(asked('woody', woody => woody.present('den'))), true);
    is(wantsAnswer(asked('woody', woody => woody.say('den', 'hello'))), true);
    is(wantsAnswer(asked('woody', woody => woody.relay('den', 'buzz', iqOf('1')))), true);
    is(wantsAnswer(asked('woody', woody => woody.relay('den', 'buzz', messageOf('psst')))), true);
    is(wantsAnswer(asked('woody', woody => woody.relay('den', 'buzz', presenceOf()))), true);
  });

  test('is wanted by nobody who goes, answers, or gives something back', () => {
    is(wantsAnswer(asked('woody', woody => woody.leave('den'))), false);
    is(wantsAnswer(asked('woody', woody => woody.bounce('den', 'gone'))), false);
    is(wantsAnswer(asked('woody', woody => woody.answer('den', iqOf('1', 'result')))), false);
    is(wantsAnswer(asked('woody', woody => woody.probe('den'))), false);
    const goodbye = { ...presenceOf(), type: 'unavailable' } as const;
    is(wantsAnswer(asked('woody', woody => woody.relay('den', 'buzz', goodbye))), false);
    is(wantsAnswer({ type: 'tick', at: 0, fresh: '' }), false);
  });
});
