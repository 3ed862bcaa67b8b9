"""Users: people who sign in. Clients are not users until they have an account of their own."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from rapport.safeguards.actors import Actor, Role


class UserManager(BaseUserManager["User"]):
    """Finds users by user name, whatever the capitals."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Give the user that signs in as ``username``."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Someone with a unique id of their own. Shared sign-ins do not exist (45 CFR 164.312(a)(2)(i))."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=80, unique=True)
    email = models.EmailField(blank=True)
    display_name = models.CharField(max_length=120)
    roles = ArrayField(
        models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role]), default=list
    )
    is_active = models.BooleanField(default=True)
    must_use_second_factor = models.BooleanField(default=True)
    theme = models.CharField(max_length=12, default="system")
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    is_staff = False  # there is no admin site: every write has a service
    is_superuser = False

    def actor(self, *, origin: str = "", session: str = "") -> Actor:
        """Give this user as the one who acts."""
        roles = frozenset(Role(role) for role in self.roles)
        return Actor(id=self.id, name=self.display_name, roles=roles, origin=origin, session=session)

    def has_perm(self, perm: str, obj: Any = None) -> bool:  # noqa: ARG002  # Django's signature
        """Say no: rights come from roles and care teams, never from Django's permission table."""
        return False

    def get_full_name(self) -> str:
        """Give the name that colleagues know."""
        return self.display_name
