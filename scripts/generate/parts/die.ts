/** The same by turning the normals of the faces in space. */
export function rolledVectors(rolls: readonly string[]): number[] {
  let normals: readonly (readonly [number, number, number, number])[] = [
    [0, 0, 1, 1],
    [0, 0, -1, 6],
    [0, 1, 0, 2],
    [0, -1, 0, 5],
    [1, 0, 0, 3],
    [-1, 0, 0, 4],
  ];
  for (const way of rolls)
    normals = normals.map(([x, y, z, pips]) => {
      if (way === 'north') return [x, z, -y, pips] as const;
      if (way === 'south') return [x, -z, y, pips] as const;
      if (way === 'east') return [z, y, -x, pips] as const;
      return [-z, y, x, pips] as const;
    });
  const at = (wanted: readonly number[]) =>
    normals.find((normal) => wanted.every((part, index) => part === normal[index]))?.[3] ?? 0;
  return [at([0, 0, 1]), at([0, 1, 0]), at([1, 0, 0])];
}
