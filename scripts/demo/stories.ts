// SPDX-License-Identifier: Apache-2.0
import { companySetUp } from './company-story';
import { estateTransferred } from './estate-story';
import { childBorn } from './newborn-story';
import type { Stage } from './stage';

interface Story {
  readonly title: string;
  /** Each step checks its results. @throws {Deviation} at the first unexpected one. */
  readonly tell: (stage: Stage) => Promise<void>;
}

/** The demos, by name and in the order in which they are played. */
const stories: Readonly<Record<string, Story>> = {
  estate: { title: '不动产转移登记 (transfer of real estate)', tell: estateTransferred },
  company: { title: '企业开办一件事 (company set-up, a joint matter)', tell: companySetUp },
  newborn: { title: '新生儿出生一件事 (a child is born, a joint matter)', tell: childBorn },
};

const storyNames = Object.keys(stories);

/** The demos of these names, or all of them. @throws {Error} where there is none of a name. */
export function storiesNamed(names: readonly string[]): readonly Story[] {
  const asked = names.length === 0 ? storyNames : names;
  return asked.map((name) => {
    const story = Object.hasOwn(stories, name) ? stories[name] : undefined;
    if (story === undefined) throw new Error(`there is no demo ${name}, only ${storyNames.join(', ')}`);
    return story;
  });
}
