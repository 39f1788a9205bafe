# The design system and the typeface, from npm.
FROM node:22-slim AS design
WORKDIR /site
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

# Python packages, pinned with hashes, in a folder of their own.
FROM python:3.13-slim AS packages
WORKDIR /site
COPY requirements.txt .
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

# The site: nothing but what it runs on, and not as root.
FROM python:3.13-slim
ENV PATH=/site/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 NUMBA_CACHE_DIR=/site/var/numba
WORKDIR /site
RUN groupadd --system --gid 10001 portal \
 && useradd --system --uid 10001 --gid 10001 --home-dir /site portal \
 && install -d -o portal var
COPY --from=packages /site/.venv .venv
COPY --from=design /site/node_modules node_modules
COPY . .
USER 10001:10001
RUN python -m matching.ranking \
 && SECRET_KEY=only-for-collecting-static-files SITE_URL=https://localhost ALLOWED_HOSTS=localhost \
    DATABASE_URL=postgres://nobody@localhost/none REDIS_URL=redis://localhost \
    python manage.py collectstatic --noinput --verbosity 0
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/healthz', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0]}), timeout=4)"]
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket", "--max-requests", "20000", "--max-requests-jitter", "2000"]
