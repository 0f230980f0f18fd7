// SPDX-License-Identifier: Apache-2.0
import { department, departments, officer, regions } from './registry';

/**
 * Who handle the parts of joint matters (一件事) beside the market regulator: departments of two organisations in one
 * region, as the matters that ship name them. They come when they are needed, by consent.
 */
export const jointDepartments = {
  tax: department('11999999000000115Y', '示范市税务局', 'west', regions.east),
  labour: department('11999999000000123R', '示范市人力资源和社会保障局', 'east', regions.east),
  police: department('11999999000000131L', '示范市公安局', 'west', regions.east),
  health: department('1199999900000014XC', '示范市卫生健康委员会', 'east', regions.east),
  medical: department('11999999000000158C', '示范市医疗保障局', 'east', regions.east),
} as const;

const { tax, labour, police, health, medical } = jointDepartments;

/** Who act there, two in each: a reviewer may take the last step too, but never both in one case. */
export const jointOfficers = {
  /** At the window of company set-up, which takes the whole application. */
  marketWindow: officer('east-market-acceptor', departments.eastMarket, 'acceptor'),
  marketReviewer: officer('east-market-reviewer', departments.eastMarket, 'reviewer', 'registrar'),
  marketRegistrar: officer('east-market-registrar', departments.eastMarket, 'registrar'),
  taxReviewer: officer('west-tax-reviewer', tax, 'acceptor', 'reviewer', 'registrar'),
  taxRegistrar: officer('west-tax-registrar', tax, 'registrar'),
  labourReviewer: officer('east-labour-reviewer', labour, 'acceptor', 'reviewer', 'registrar'),
  labourRegistrar: officer('east-labour-registrar', labour, 'registrar'),
  policeReviewer: officer('west-police-reviewer', police, 'acceptor', 'reviewer', 'registrar'),
  policeRegistrar: officer('west-police-registrar', police, 'registrar'),
  /** At the window of a hospital, which takes the whole application for a newborn. */
  healthWindow: officer('east-health-acceptor', health, 'acceptor'),
  healthReviewer: officer('east-health-reviewer', health, 'reviewer', 'decider'),
  healthDecider: officer('east-health-decider', health, 'decider', 'registrar'),
  medicalReviewer: officer('east-medical-reviewer', medical, 'acceptor', 'reviewer', 'registrar'),
  medicalRegistrar: officer('east-medical-registrar', medical, 'registrar'),
} as const;
