"""PostgreSQL that comes with the product, over a private socket; or any server that DATABASE_URL names.

No Django here: the command line starts the database before Django exists.
"""

from rapport.base.postgres.errors import UnableToStartDatabase
from rapport.base.postgres.places import default_data_dir
from rapport.base.postgres.server import EmbeddedPostgres
from rapport.base.postgres.upgrading import UnableToUpgrade, upgrade
from rapport.base.postgres.url import database_settings

__all__ = [
    "EmbeddedPostgres",
    "UnableToStartDatabase",
    "UnableToUpgrade",
    "database_settings",
    "default_data_dir",
    "upgrade",
]
