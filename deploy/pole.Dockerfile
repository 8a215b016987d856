# The program of one pole, with a pole's packages alone.
#   docker build -f deploy/pole.Dockerfile -t zonecast/pole .
FROM python:3.11-slim-bookworm AS made
WORKDIR /opt/zonecast
COPY pyproject.toml README.md ./
COPY requirements/edge.txt requirements/edge.txt
COPY schedules schedules
COPY wire wire
COPY edge_agent edge_agent
RUN python -m venv .venv \
    && python -m venv /opt/uv && /opt/uv/bin/pip install -q uv==0.13.8 \
    && export VIRTUAL_ENV=.venv \
    && /opt/uv/bin/uv pip install -q --compile-bytecode --require-hashes -r requirements/edge.txt \
    && /opt/uv/bin/uv pip install -q --no-deps -e .

FROM python:3.11-slim-bookworm
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libportaudio2 \
    && rm -rf /var/lib/apt/lists/*
# Volumes take their owner from these folders. The controller's image has the same user.
RUN useradd --system --uid 10001 --create-home --groups audio zonecast \
    && install -d -o zonecast -m 700 /var/lib/zonecast-pole
COPY --from=made /opt/zonecast /opt/zonecast
ENV PATH=/opt/zonecast/.venv/bin:$PATH PYTHONUNBUFFERED=1
USER zonecast
WORKDIR /var/lib/zonecast-pole
CMD ["zonecast-agent", "--help"]
