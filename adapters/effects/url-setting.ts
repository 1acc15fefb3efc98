// Settings that effects over HTTP have in common: the URL, and the addresses that are allowed besides those of everybody.
import { z } from 'zod';
import { readAllowed } from './address-policy.ts';
import { urlFault } from './safe-fetch.ts';

export const configuredUrl = z
  .string()
  .max(4_096)
  .superRefine((text, context) => {
    const fault = urlFault(text);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

export const allowList = z
  .array(
    z
      .string()
      .max(300)
      .superRefine((entry, context) => {
        try {
          readAllowed([entry]);
        } catch (error) {
          context.addIssue({ code: 'custom', message: `is wrong: ${(error as Error).message}` });
        }
      }),
  )
  .max(100)
  .default([])
  .describe('private, loopback and other special addresses that are meant: 192.0.2.7, 10.0.0.0/8, or host:port');

/** Seconds for one exchange, and bytes of an answer. */
export const timeout = (fallback: number) =>
  z.number().min(0.1).max(60).default(fallback).describe('how long one exchange may take, in seconds');
