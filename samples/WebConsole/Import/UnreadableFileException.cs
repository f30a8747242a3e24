namespace WebConsole.Import;

/// <summary>Nothing of a file can be used.</summary>
internal sealed class UnreadableFileException(string message) : Exception(message);
