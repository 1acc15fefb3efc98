// What may be set of the inspector of a service, in words and with defaults. Shapes only: files are read elsewhere.
import { z } from 'zod';

export const InspectorSettings = z.strictObject({
  listen: z
    .string()
    .min(1)
    .optional()
    .describe('ADDRESS:PORT for the inspector, such as 127.0.0.1:7350; none without it; see "The inspector"'),
  tokenFile: z
    .string()
    .min(1)
    .optional()
    .describe('the file with the token that is part of its URL; made, with a random one, where it does not exist'),
  hosts: z
    .array(z.string().min(1))
    .default([])
    .describe('names by which it is asked, such as inspect.example.org behind a proxy, beside 127.0.0.1 and localhost'),
  texts: z.boolean().default(false).describe('whether it shows what people say, and topics'),
  addresses: z.boolean().default(false).describe('whether it shows the real addresses of people'),
  admins: z
    .record(z.string().min(1).max(100), z.string().min(1))
    .default({})
    .describe('who may change something there: a name, and the file with a token of their own, for each'),
});
