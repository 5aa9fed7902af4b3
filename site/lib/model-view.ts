import type { Model } from '../../engine/model/model.ts';
import { modelPath } from './address.ts';

/** A model as pages name it. */
export interface ModelView {
  readonly id: string;
  readonly title: string;
  readonly vendor: string | undefined;
  readonly path: string;
  readonly openWeights: boolean;
  readonly reasoning: boolean;
}

/** A baseline has no weights to be open. */
function isBaseline(model: Model | undefined): boolean {
  return model?.routes[0]?.provider === 'baseline';
}

/** Models by id; one that no registry knows goes by its id. */
export type ModelViews = (id: string) => ModelView;

export function modelViewsOf(models: readonly Model[]): ModelViews {
  const byId = new Map(models.map((model) => [model.id, model]));
  return (id) => {
    const model = byId.get(id);
    return {
      id,
      title: model?.title || id,
      vendor: model?.vendor,
      path: modelPath(id),
      openWeights: (model?.open_weights ?? false) && !isBaseline(model),
      reasoning: model?.reasoning ?? false,
    };
  };
}
