// The four sorts of address that must never be taken for one another. Types only, and how an
// occupant's address is put together; reading and preparing addresses is the streams' job.
declare const sort: unique symbol;

/** `room@service`: a room. */
export type RoomJid = string & { readonly [sort]: 'room' };
/** `room@service/resource`: how somebody in a room is seen by the others. */
export type OccupantJid = string & { readonly [sort]: 'occupant' };
/** An address of ours, which we may speak from: that of a room, of somebody in it, or of the service. */
export type OurJid = RoomJid | OccupantJid | (string & { readonly [sort]: 'service' });
/** `user@host/resource`: a person's own full address. What is said may go to it, never come from it. */
export type RealJid = string & { readonly [sort]: 'real' };
/** `user@host`: a person's own address without the resource. */
export type BareJid = string & { readonly [sort]: 'bare' };

export function occupantJid(room: RoomJid, resource: string): OccupantJid {
  return `${room}/${resource}` as OccupantJid;
}

/** A nick as it is shown, and the key by which two nicks are the same nick. */
export interface Nick {
  readonly text: string;
  readonly key: string;
}
