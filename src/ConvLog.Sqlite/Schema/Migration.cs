namespace ConvLog.Sqlite;

/// <summary>One numbered step from a schema to the next.</summary>
/// <param name="Script">Its script.</param>
/// <param name="Before">What a script cannot do and comes before it, in the same transaction; null for nothing.</param>
internal sealed record Migration(string Script, Action<Session>? Before = null);
