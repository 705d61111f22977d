"""The authoring folder: read, check, compile. Foreign bytes are hostile until checked."""
