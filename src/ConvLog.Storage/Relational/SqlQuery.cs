using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage.Relational;

/// <summary>A <see cref="SqlStatement"/> that returns rows, and how one is read.</summary>
internal readonly record struct SqlQuery<T>(string Text, object?[] Parameters, Func<IRow, T> Read);
