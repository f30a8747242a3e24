namespace WebConsole.Import;

/// <summary>A file cannot be used at all.</summary>
internal sealed class UnreadableFileException(string message) : Exception(message);
