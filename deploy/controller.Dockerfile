# Desk, worker and every other `zonecast` command.
#   docker build -f deploy/controller.Dockerfile -t zonecast/controller .
FROM python:3.11-slim-bookworm AS made
WORKDIR /opt/zonecast
COPY pyproject.toml README.md ./
COPY requirements requirements
COPY scripts/setup scripts/setup
COPY schedules schedules
COPY wire wire
COPY audio audio
COPY controller controller
COPY edge_agent edge_agent
RUN scripts/setup

FROM python:3.11-slim-bookworm
# Reads scanned documents; without it they are refused by name.
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-vie \
    && rm -rf /var/lib/apt/lists/*
# Volumes take their owner from these folders. The pole's image has the same user.
RUN useradd --system --uid 10001 --create-home zonecast \
    && install -d -o zonecast -m 700 /var/lib/zonecast /handed-over \
    && install -d -o zonecast -m 755 /logins
COPY --from=made /opt/zonecast /opt/zonecast
ENV PATH=/opt/zonecast/.venv/bin:$PATH PYTHONUNBUFFERED=1 ZONECAST_HOME=/var/lib/zonecast
USER zonecast
WORKDIR /var/lib/zonecast
CMD ["zonecast", "--help"]
