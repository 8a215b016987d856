"""The door to the database: the only room of the controller that speaks SQL.

`unit.open_ledger` opens it for the flow, `schema.migrate` prepares it. Rows stay inside.
"""
