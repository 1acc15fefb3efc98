import { equal } from 'uvu/assert';
import { countedFanOut } from '../../../adapters/metrics/counted-fan-out.ts';
import { Ledger } from '../../../adapters/metrics/ledger.ts';
import { fanOut } from '../../../streams/fan-out.ts';
import { bytesOf } from '../../../streams/parcel.ts';
import { Template } from '../../../streams/template.ts';
import { person, roomOf } from '../../streams/people.ts';
import { suite } from '../../suite.ts';

const message = new Template('<message to="', '"/>');
const presence = new Template('<presence to="', '"/>');

suite('counted fan-out', test => {
  test('gives the same bytes, and counts each template once for each recipient', () => {
    const ledger = new Ledger();
    const counted = countedFanOut(fanOut(), ledger);
    const [first, ...others] = ['Woody', 'Buzz', 'Rex'].map((nick, order) => person(nick, { order }));
    const { people } = roomOf([first!, ...others]);
    const parcels = [
      counted.one('room', [message, presence], 'a@b'),
      counted.person('room', [message], first!),
      counted.all('room', [presence, message], people, first!.dialect, first),
      counted.one('room', [new Template('<iq to="', '"/>')], 'a@b'),
    ];
    equal(ledger.sent, { message: 4, presence: 3, iq: 1 });
    const text = parcels.map(parcel => new TextDecoder().decode(bytesOf(parcel))).join('');
    const found = (kind: string) => text.split(`<${kind} `).length - 1;
    equal({ message: found('message'), presence: found('presence'), iq: found('iq') }, ledger.sent);
  });
});
