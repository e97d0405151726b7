# The bot in a container. It writes to /data only, so the rest may be mounted read-only.
# docs/hosting.md explains; compose.yaml runs it.

# What is needed to build stays in this stage.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /src

# First what the bot needs: this part is built anew only when that changes.
COPY pyproject.toml constraints.txt ./
RUN python -c "import pathlib, tomllib; \
project = tomllib.loads(pathlib.Path('pyproject.toml').read_text(encoding='utf-8'))['project']; \
print(*project['dependencies'], *project['optional-dependencies']['postgres'], sep='\n')" \
        > needed.txt \
    && pip wheel --constraint constraints.txt --requirement needed.txt --wheel-dir /wheels \
    && pip install --constraint constraints.txt hatchling

COPY README.md LICENSE ./
COPY content content
COPY bot bot
RUN python -m hatchling build --target wheel --directory /wheels \
    && python -m venv --without-pip /opt/coach \
    && pip --python /opt/coach/bin/python install --no-index --find-links /wheels \
        --constraint constraints.txt "interview-coach[postgres]"


FROM python:3.11-slim-bookworm
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Interview Coach" \
      org.opencontainers.image.description="Practise interview questions on Discord." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# Nothing is installed from here on. The id is a number that the host can give files to.
RUN python -m pip uninstall --yes --root-user-action=ignore pip setuptools wheel \
    && useradd --no-log-init --uid 10001 --user-group --no-create-home \
        --home-dir /data --shell /usr/sbin/nologin coach \
    && install --directory --owner=coach --group=coach --mode=0700 /data
COPY --from=build /opt/coach /opt/coach

# Not COACH_DATABASE: a secret file of that name could not set it any more.
ENV PATH="/opt/coach/bin:${PATH}" \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_DATA_HOME=/data
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]

STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s --retries=3 CMD ["coach", "health"]
ENTRYPOINT ["coach"]
CMD ["run"]
