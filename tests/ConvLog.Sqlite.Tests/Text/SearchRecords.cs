using ConvLog.Records;

namespace ConvLog.Sqlite.Tests.Text;

/// <summary>Records for tests of the search.</summary>
internal static class SearchRecords
{
    private static readonly Guid s_writer = new("0191c0de-0000-7000-8000-000000000001");

    public static DateTimeOffset Noon { get; } = new(2025, 3, 5, 12, 0, 0, TimeSpan.Zero);

    public static ConversationRecord Opening(string conversation = "c1", ConversationEnvironment environment = default, string agent = "bookings",
        string? channel = null, Guid? writer = null)
        => new() { ConversationId = conversation, WriterId = writer ?? s_writer, AgentId = agent, Channel = channel, Environment = environment,
            OpenedAt = Noon };

    public static EntryRecord Entry(long sequence, string content, params LogField[] fields) => EntryIn("c1", sequence, content, fields);

    public static EntryRecord EntryIn(string conversation, long sequence, string content, params LogField[] fields) => new()
    {
        ConversationId = conversation,
        WriterId = s_writer,
        Sequence = sequence,
        Level = EntryLevel.Info,
        Content = content,
        Fields = new LogFields(fields),
        Timestamp = Noon.AddSeconds(sequence),
    };

    public static TurnRecord Turn(MaskedText input, MaskedText response = default, int revision = 0, string id = "t1", string conversation = "c1") => new()
    {
        ConversationId = conversation,
        WriterId = s_writer,
        Sequence = 1,
        Id = id,
        Revision = revision,
        UserInput = input,
        AgentResponse = response,
        StartedAt = Noon,
    };
}
