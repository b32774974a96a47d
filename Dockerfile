# Two stages: one installs with what compilers it may take, the other has only what runs.
# It needs nothing but the volume /data to write to, so its root may be read-only (compose.yaml).
ARG PYTHON=3.13

FROM python:${PYTHON} AS build
WORKDIR /app
COPY . .
RUN make install
RUN mkdir /data

FROM python:${PYTHON}-slim
COPY --from=build /app /app
COPY --from=build --chown=10001:10001 /data /data
WORKDIR /app
USER 10001:10001
ENV CLIPPINGS_DATA=/data \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
VOLUME /data
ENTRYPOINT ["/app/.venv/bin/clippings"]
CMD ["start"]
