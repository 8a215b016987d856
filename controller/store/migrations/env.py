"""Alembic asks this file how to reach the database; `controller.store.schema` has opened it."""

from alembic import context

from controller.store.columns import render
from controller.store.tables import Row

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Row.metadata,
    render_item=render,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
