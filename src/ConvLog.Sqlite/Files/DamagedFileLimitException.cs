namespace ConvLog.Sqlite.Files;

/// <summary>No more of a damaged file is kept.</summary>
/// <param name="message">Why, and what to do.</param>
internal sealed class DamagedFileLimitException(string message) : IOException(message);
