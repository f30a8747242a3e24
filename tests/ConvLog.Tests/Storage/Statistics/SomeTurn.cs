using ConvLog.Records;

namespace ConvLog.Tests.Storage.Statistics;

/// <summary>Turns and calls in which only the counted values matter.</summary>
internal static class SomeTurn
{
    public static DateTimeOffset Start { get; } = ManualClock.DefaultStart;

    public static TurnRecord At(DateTimeOffset startedAt, string conversation = "c") => new()
    {
        ConversationId = conversation,
        WriterId = Guid.Empty,
        Sequence = 1,
        Id = Guid.NewGuid().ToString("D"),
        StartedAt = startedAt,
        UserInput = "Hello",
    };

    public static TurnRecord With(ModelUsage? usage = null, TimeSpan? latency = null) => At(Start) with { Usage = usage, Latency = latency };

    public static FunctionEventRecord Call(string name, DateTimeOffset? startedAt = null, FunctionOutcome? outcome = FunctionOutcome.Completed,
        TimeSpan? duration = null) => new()
    {
        ConversationId = "c",
        WriterId = Guid.Empty,
        Sequence = 1,
        Id = Guid.NewGuid().ToString("D"),
        Name = name,
        StartedAt = startedAt ?? Start,
        Outcome = outcome,
        Duration = duration,
    };
}
