using ConvLog.Records;

namespace ConvLog.Sqlite.Tests.Statistics;

/// <summary>Records that statistics count.</summary>
internal static class Some
{
    private static readonly Guid s_writer = new("0191c0de-0000-7000-8000-000000000001");

    /// <summary>A Wednesday, at the start of a quarter hour.</summary>
    public static DateTimeOffset Noon { get; } = new(2025, 3, 5, 12, 0, 0, TimeSpan.Zero);

    public static ConversationRecord Opening(
        string conversation,
        string agent = "bookings",
        string? channel = "webchat",
        string? user = null,
        ConversationEnvironment environment = default,
        int revision = 0)
        => new()
        {
            ConversationId = conversation,
            WriterId = s_writer,
            Revision = revision,
            AgentId = agent,
            Channel = channel,
            UserId = user,
            Environment = environment,
            OpenedAt = Noon,
        };

    public static TurnRecord Turn(string conversation, DateTimeOffset startedAt, string id = "t1", int revision = 0, TimeSpan? latency = null,
        ModelUsage? usage = null) => new()
    {
        ConversationId = conversation,
        WriterId = s_writer,
        Sequence = 1,
        Id = id,
        Revision = revision,
        StartedAt = startedAt,
        Latency = latency,
        Usage = usage,
        UserInput = "Hello",
    };

    public static FunctionEventRecord Call(string conversation, DateTimeOffset startedAt, string name = "find_table", string id = "c1",
        FunctionOutcome? outcome = FunctionOutcome.Completed) => new()
    {
        ConversationId = conversation,
        WriterId = s_writer,
        Sequence = 1,
        Id = id,
        Name = name,
        StartedAt = startedAt,
        Duration = outcome is null ? null : TimeSpan.FromMilliseconds(40),
        Outcome = outcome,
    };

    public static FeedbackRecord Rating(string conversation, FeedbackRating? rating, string turn = "t1", FeedbackSource source = FeedbackSource.User,
        int minute = 0)
        => new() { ConversationId = conversation, TurnId = turn, Source = source, Rating = rating, CreatedAt = Noon.AddMinutes(minute) };
}
