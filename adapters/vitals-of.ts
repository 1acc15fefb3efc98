// How an engine on a component is, put together from those who know.
import type { Engine } from './engine.ts';
import type { inbox } from './inbox.ts';
import type { linkWatch } from './link-watch.ts';
import type { outbox } from './outbox.ts';
import type { Vitals } from './vitals.ts';

interface Parts {
  readonly engine: Engine;
  readonly link: ReturnType<typeof linkWatch>;
  readonly out: ReturnType<typeof outbox>;
  readonly waiting: ReturnType<typeof inbox>;
}

export function vitalsOf({ engine, link, out, waiting }: Parts): Vitals {
  return {
    isRunning: engine.service.getSnapshot().status === 'active',
    sinceTick: engine.ledger.sinceTick,
    link: {
      isUp: link.isUp,
      ups: link.ups,
      losses: link.losses,
      lostAt: link.lostAt,
      unasked: engine.unasked(),
      bytesRead: link.bytesRead,
      bytesWritten: out.written.bytes,
      writes: out.written.writes,
    },
    outbox: { bytes: out.pending, most: engine.settings.limits.outboxBytes, dropped: out.dropped },
    mailbox: { stanzas: waiting.size },
    overload: { state: engine.overload.state, coalesced: engine.overload.coalesced, heldJoins: engine.overload.heldJoins },
    floods: engine.flood,
  };
}
