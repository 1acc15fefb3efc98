// The smallest conversation that a behaviour may rule differently: two people in a room, of whom one shouts.
import { Conversation } from '../../machines/conversation.ts';
import { type RoomRecord, recordAll } from './live-record.ts';

/** What was recorded of it; the conversation goes on. */
export function shouting(): { readonly talk: Conversation; readonly record: RoomRecord } {
  const talk = new Conversation();
  const [records, [woody, buzz]] = [recordAll(talk), talk.visitors('woody', 'buzz')];
  woody!.join('den');
  buzz!.join('den');
  talk.wait(5);
  buzz!.say('den', 'To infinity!', { id: 'stanza' });
  woody!.say('den', 'YEE-HAW!', { id: 'stanza' });
  return { talk, record: records[0]! };
}
