using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>A function event as statistics count it.</summary>
/// <param name="Quarter">When it began.</param>
/// <param name="Call">The event, as far as it is counted.</param>
internal readonly record struct CountedCall(long Quarter, FunctionEventRecord Call)
{
    /// <summary>One call: conversation, id.</summary>
    public const string One = $"SELECT {Columns} FROM call WHERE conversation = ?1 AND id = ?2";

    /// <summary>All calls of a conversation.</summary>
    public const string OfConversation = $"SELECT {Columns} FROM call WHERE conversation = ?1";

    /// <summary>All calls of a function that began in a time: first tick, first tick after it, dims, name. Reads every call of the function there is.</summary>
    public const string OfTime = $"""
        SELECT {Columns} FROM call JOIN conversation ON conversation.no = call.conversation
        WHERE call.started >= ?1 AND call.started < ?2 AND conversation.dims = ?3 AND conversation.listed IS NOT NULL AND call.name = ?4
        """;

    private const string Columns = "call.id, call.started, call.name, call.duration, call.outcome";

    public static CountedCall Of(FunctionEventRecord call) => new(call.StartedAt.UtcTicks / QuarterHour.Ticks, call);

    public static CountedCall Read(Statement row) => new(
        row.Int64(1) / QuarterHour.Ticks,
        new FunctionEventRecord
        {
            ConversationId = "",
            WriterId = default,
            Sequence = 0,
            Id = row.Text(0),
            StartedAt = default,
            Name = row.Text(2),
            Duration = row.OptionalInt64(3) is { } duration ? new TimeSpan(duration) : null,
            Outcome = (FunctionOutcome?)row.OptionalInt64(4),
        });
}
