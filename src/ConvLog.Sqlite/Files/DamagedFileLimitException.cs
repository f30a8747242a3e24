namespace ConvLog.Sqlite.Files;

/// <summary>No more copies of a damaged file are kept.</summary>
/// <param name="message">The reason and the remedy.</param>
internal sealed class DamagedFileLimitException(string message) : IOException(message);
