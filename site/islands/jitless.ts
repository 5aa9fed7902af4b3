import { config } from 'zod';

// Whether functions may be made of text is otherwise tried, and the page's policy reports the try.
// It has to be said before the first schema is made: import this first.
config({ jitless: true });
