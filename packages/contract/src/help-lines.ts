/**
 * Help lines: crisis and support numbers, configuration of the school with a date when somebody last checked them.
 */
import { z } from 'zod';
import { c0, component, DateOnly, Id, LocalizedText } from './common.ts';

export const HelpLine = component(
  'HelpLine',
  z.object({
    id: c0(Id),
    name: c0(LocalizedText),
    number: c0(z.string().regex(/^[0-9+ -]{3,24}$/), 'As dialled.'),
    hours: c0(LocalizedText.optional(), 'When somebody answers, in words; never more than is known.'),
    emergency: c0(z.boolean().optional(), 'True for lines of immediate rescue (110, 120).'),
    lastChecked: c0(DateOnly, 'When the school last made sure of number and hours.'),
  }),
  'A help line, configured by the school.',
);
