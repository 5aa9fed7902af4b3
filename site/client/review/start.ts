import { enableReview } from './main.ts';

enableReview();
