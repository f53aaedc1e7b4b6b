import { backlog } from '../../../../locales/en.json';
import type { IssueRowView, ModelView } from '../../../../src/contract/scoring';

const text = backlog.order.matrix;

export interface Axis {
  readonly label: string;
  /** Null: this issue has no place on it. */
  readonly valueOf: (row: IssueRowView, place: number) => number | null;
}

export interface Axes {
  readonly x: Axis;
  readonly y: Axis;
}

type Factor = ModelView['factors'][number];

/** What an issue costs against what it is worth, by the model's own questions; where none of them is a cost, its rank against its score. */
export function axesOf(model: ModelView): Axes {
  const of = (...roles: readonly Factor['role'][]): readonly Factor[] => model.factors.filter(({ role }) => roles.includes(role));
  const [costs, benefits, multipliers] = [of('cost'), of('benefit'), of('multiplier')];
  if (costs.length === 0 || benefits.length === 0)
    return {
      x: { label: text.rank, valueOf: (_row, place) => place + 1 },
      y: { label: `${text.score} (${model.name})`, valueOf: ({ outcome }) => (outcome.kind === 'scored' ? outcome.score : null) },
    };
  const worth = sum(benefits);
  return {
    x: { label: named(costs, ' + '), valueOf: sum(costs) },
    y: {
      label: [named(benefits, ' + '), ...multipliers.map(({ label }) => label)].join(' × '),
      valueOf: (row) => product([worth(row), ...multipliers.map((factor) => answerOf(row, factor))]),
    },
  };
}

const named = (factors: readonly Factor[], by: string): string => factors.map(({ label }) => label).join(by);

/** Eighty percent of something is 0.8 of it. */
function answerOf({ inputs }: IssueRowView, { key, scale }: Factor): number | null {
  const answer = Object.hasOwn(inputs, key) ? inputs[key] : undefined;
  return answer === undefined ? null : scale.unit === '%' ? answer / 100 : answer;
}

const sum =
  (factors: readonly Factor[]) =>
  (row: IssueRowView): number | null =>
    factors.reduce<number | null>((total, factor) => {
      const answer = answerOf(row, factor);
      return total === null || answer === null ? null : total + factor.weight * answer;
    }, 0);

const product = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce((total, number) => (total === null || number === null ? null : total * number), 1);
