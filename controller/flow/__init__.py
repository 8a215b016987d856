"""The story of a notice, one stage a file: intake, reading, voicing, approval, planning, dispatch.

Stages never call each other. Each claims one row by a lease in a short transaction, works
outside any transaction, and writes result and next state in a second one, guarded by lease
and version. After a crash the belt simply goes on.
"""
