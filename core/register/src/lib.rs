//! SQL: the register, jobs, audit, migrations.
