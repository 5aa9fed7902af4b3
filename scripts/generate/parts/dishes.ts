/** A dish by what one portion takes. */
export interface Dish {
  readonly name: string;
  /** Ingredients with grams (or millilitres) for one portion. */
  readonly parts: readonly (readonly [string, 'g' | 'ml', number])[];
}

/** Dishes from many kitchens. */
export const DISHES: readonly Dish[] = [
  {
    name: 'injera',
    parts: [
      ['teff flour', 'g', 60],
      ['water', 'ml', 90],
      ['starter', 'g', 15],
    ],
  },
  {
    name: 'feijoada',
    parts: [
      ['black beans', 'g', 85],
      ['stock', 'ml', 240],
      ['onions', 'g', 45],
    ],
  },
  {
    name: 'jollof rice',
    parts: [
      ['rice', 'g', 75],
      ['tomatoes', 'g', 110],
      ['stock', 'ml', 150],
    ],
  },
  {
    name: 'borscht',
    parts: [
      ['beetroot', 'g', 120],
      ['cabbage', 'g', 65],
      ['water', 'ml', 350],
    ],
  },
  {
    name: 'dal',
    parts: [
      ['lentils', 'g', 70],
      ['ghee', 'g', 12],
      ['water', 'ml', 280],
    ],
  },
  {
    name: 'kimchi pancakes',
    parts: [
      ['kimchi', 'g', 90],
      ['flour', 'g', 55],
      ['water', 'ml', 70],
    ],
  },
  {
    name: 'tagine',
    parts: [
      ['chickpeas', 'g', 80],
      ['apricots', 'g', 24],
      ['stock', 'ml', 130],
    ],
  },
  {
    name: 'pozole',
    parts: [
      ['hominy', 'g', 140],
      ['stock', 'ml', 320],
      ['radishes', 'g', 18],
    ],
  },
  {
    name: 'spätzle',
    parts: [
      ['flour', 'g', 95],
      ['milk', 'ml', 35],
      ['butter', 'g', 14],
    ],
  },
  {
    name: 'laksa',
    parts: [
      ['noodles', 'g', 88],
      ['coconut milk', 'ml', 125],
      ['prawns', 'g', 64],
    ],
  },
];
