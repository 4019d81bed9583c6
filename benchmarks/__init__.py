"""What hyperstudy costs, against the floor and against the release before it. See README.md."""
