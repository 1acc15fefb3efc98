// Counts the stanzas that leave, by kind, where templates meet recipients: an addition for each template, however many
// people there are. What becomes of them afterwards is the outbox's affair.
import type { FanOut } from '../../streams/fan-out.ts';
import type { Parcel } from '../../streams/parcel.ts';
import type { Template } from '../../streams/template.ts';
import type { Ledger } from './ledger.ts';

export function countedFanOut(inner: FanOut, ledger: Pick<Ledger, 'says'>): FanOut {
  const counted = (templates: readonly Template[], parcel: Parcel): Parcel => {
    const people = parcel.stanzas / templates.length;
    for (const { opening } of templates) ledger.says(opening, people);
    return parcel;
  };
  return {
    one: (flow, templates, to) => counted(templates, inner.one(flow, templates, to)),
    person: (flow, templates, to) => counted(templates, inner.person(flow, templates, to)),
    all: (flow, templates, people, dialect, but) => counted(templates, inner.all(flow, templates, people, dialect, but)),
    some: (flow, templates, people, dialect, which) => counted(templates, inner.some(flow, templates, people, dialect, which)),
  };
}
