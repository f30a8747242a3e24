using ConvLog.Records;

namespace ConvLog.Storage.Contract;

/// <summary>The conditions of <see cref="LogQuery"/> in code.</summary>
internal static class LogFilter
{
    public static bool Matches(ScopedRecord record, LogQuery query)
        => record is not ModelMessageRecord
        && (query.WithPii || record is not (EntryRecord { IsPii: true } or ApiResponseRecord { IsPii: true }))
        && (query.FunctionEventId is null || string.Equals(record.FunctionEventId, query.FunctionEventId, StringComparison.Ordinal))
        && (query.TurnId is null || string.Equals(record.TurnId, query.TurnId, StringComparison.Ordinal))
        && (query.Level is null || (record is EntryRecord entry && entry.Level == query.Level));
}
