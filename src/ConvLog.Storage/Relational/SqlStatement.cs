namespace ConvLog.Storage.Relational;

/// <summary>
/// A statement that both databases understand: <c>#.</c> precedes the name of a table, and parameters are <c>$1</c>, <c>$2</c>…
/// </summary>
/// <param name="Text">The SQL, a constant: prepared statements are kept by their text.</param>
/// <param name="Parameters">A null, <see cref="string"/>, <see cref="long"/>, <see cref="int"/>, <see cref="Guid"/> or <see cref="byte"/> array each.</param>
internal readonly record struct SqlStatement(string Text, params object?[] Parameters);
