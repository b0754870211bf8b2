// Written by `npm run generate` from the `*.entity.ts` files of this folder. Do not edit.
import './application.entity.js';
import './artifact.entity.js';
import './column.entity.js';
import './comment.entity.js';
import './dashboard.entity.js';
import './deployment.entity.js';
import './domain.entity.js';
import './experiment.entity.js';
import './glossary-term.entity.js';
import './hyper-parameter.entity.js';
import './metric.entity.js';
import './ml-feature-table.entity.js';
import './ml-feature.entity.js';
import './ml-model-service.entity.js';
import './ml-model-version.entity.js';
import './ml-model.entity.js';
import './model-step.entity.js';
import './pipeline.entity.js';
import './stored-feature.entity.js';
import './sync-run.entity.js';
import './table.entity.js';
import './tag.entity.js';
import './team.entity.js';
import './training-run.entity.js';
import './user.entity.js';

export { ENTITY_KINDS, type EntityKind } from './entity-kinds.js';
