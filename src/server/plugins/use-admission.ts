import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createGraphQLError, type Plugin } from 'graphql-yoga';
import type { GraphQLError } from 'graphql';
import type { Admission, Refusal, Ticket } from '../admission.ts';
import { requestIdOf } from './request-id.ts';
import { isOperatorPath } from './use-operator-endpoints.ts';
