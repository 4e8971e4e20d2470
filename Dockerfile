# syntax=docker/dockerfile:1

# Debian, not Alpine: the Node that npm brings for development is built for glibc.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY explorer/package.json ./explorer/
COPY client/package.json ./client/
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/build-explorer.ts ./scripts/
COPY explorer ./explorer
COPY client/src ./client/src
COPY src ./src
RUN npm run build

FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image has a Node: the one among the optional packages is left out. The explorer is built already.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24.21.0-bookworm-slim
# Buffers of a megabyte go back to the system when they are freed.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 MALLOC_MMAP_THRESHOLD_=1048576
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY mcp ./mcp
COPY --from=build /app/explorer/dist ./explorer/dist
COPY package.json LICENSE ./
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OPERATOR_PORT || process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so SIGTERM reaches it. Its permission model lets it read its own files, settings under /etc
# and what Linux says of the process; it can write no file, and start no program, thread or native addon.
CMD ["node", "--permission", "--allow-fs-read=/app/", "--allow-fs-read=/etc/", "--allow-fs-read=/proc/", "dist/main.js"]
