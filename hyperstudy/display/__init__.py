"""What people see of objects, errors and waiting: tables, tracebacks, warnings, progress bars."""
