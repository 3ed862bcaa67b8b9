"""PostgreSQL that comes with the product, over a private socket; or any server that DATABASE_URL names.

No Django here: the command line starts the database before Django exists.
"""

from rapport.base.postgres.server import EmbeddedPostgres, UnableToStartDatabase, default_data_dir
from rapport.base.postgres.url import database_settings

__all__ = ["EmbeddedPostgres", "UnableToStartDatabase", "database_settings", "default_data_dir"]
