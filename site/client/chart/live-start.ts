import { LIVE_EVENT } from './drawing.ts';
import { explore, png, svg } from './live.ts';

// A bundle of its own, fetched when a chart is to be drawn: it cannot export, so it calls.
document.dispatchEvent(new CustomEvent(LIVE_EVENT, { detail: { explore, png, svg } }));
