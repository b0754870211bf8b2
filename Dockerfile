# Debian, because the embedded engine needs glibc 2.34 or newer; the full version, so that every build has the same Node.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY .swcrc ./
COPY src/ src/
RUN npm run build
RUN npm prune --omit=dev

FROM node:20.20.2-bookworm-slim
# The port is set here so that no configuration file can move the server away from its health check.
ENV NODE_ENV=production \
    HEADWATER_HOST=0.0.0.0 \
    HEADWATER_PORT=4000 \
    HEADWATER_DATA=/var/lib/headwater
WORKDIR /app
RUN ln -s /app/bin/headwater.js /usr/local/bin/headwater
# A volume mounted here takes over the owner, so that the embedded engine can write to it.
RUN install --directory --owner=node --group=node /var/lib/headwater
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules/ node_modules/
COPY --from=build /app/dist/ dist/
COPY bin/ bin/
COPY examples/churn/ examples/churn/
USER node
EXPOSE 4000
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.HEADWATER_PORT || 4000) + '/readyz', { signal: AbortSignal.timeout(4000) }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No shell in between: SIGTERM reaches Node, which closes the catalog in order.
CMD ["node", "bin/headwater.js", "serve"]
