using System.Security.Cryptography;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.Logging;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>A folder with a database whose keys a test removes and restores.</summary>
internal sealed class KeysFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public string DataPath => _folder.File("conversations.db");

    public string KeysPath => _folder.File("conversations.db-keys");

    public string RingPath => _folder.File("conversations.db-keyring");

    public FakeLogger Logger { get; } = new();

    /// <summary>A conversation with all kinds of personal data, and some visible data.</summary>
    public static IReadOnlyList<StoreRecord> Records { get; } =
    [
        Some.Opening() with { UserId = "jane@example.com", FromNumber = "+15550100" },
        Some.Turn(1) with { UserInput = new MaskedText("I am Jane", "I am …"), AgentResponse = "Hello" },
        Some.Call(1, turn: 1, outcome: FunctionOutcome.Completed) with { Arguments = Some.Fields(("name", "Jane")), Result = ("result", "booked for Jane") },
        Some.Entry(1, "seen"),
        Some.Entry(2, "Jane called", isPii: true),
        Some.Entry(3, "asked") with { Fields = Some.Fields(LogField.Pii("phone", "+15550100", shown: "+1…")) },
        Some.ApiResponse("https://crm.example/jane", after: 3) with { IsPii = true },
        Some.Feedback(1, FeedbackRating.Like) with { Comment = "Jane says thanks" },
        Some.Annotation(1, "Hello Jane"),
        Some.Note("1", "call Jane"),
    ];

    public static IKeyRing NewRing(string id = "a") => new KeyRing(id, RandomNumberGenerator.GetBytes(32));

    public SqliteConversationStore Open(IKeyRing? ring = null, TimeProvider? time = null, TimeSpan? busyTimeout = null)
        => new(DataPath, new SqliteStoreOptions { KeyRing = ring, Logger = Logger, TimeProvider = time ?? TimeProvider.System,
            BusyTimeout = busyTimeout ?? TimeSpan.FromSeconds(2) });

    /// <summary>Writes the conversation and closes the store.</summary>
    public async Task WriteAsync(IKeyRing? ring = null)
    {
        await using var store = Open(ring);
        await store.WriteAsync(Records);
    }

    public static async Task ShouldShowAllAsync(IConversationStore store)
    {
        var read = (await store.ReadAsync(Some.Conversation))!;
        read.Summary.Conversation.UserId.Should().Be("jane@example.com");
        read.Turns[0].UserInput.Text.Should().Be("I am Jane");
        read.FunctionEvents[0].Arguments["name"].Should().Be("Jane");
        read.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("seen", "Jane called", "asked");
        read.Notes[0].Text.Should().Be("call Jane");
        (await store.ListAsync(new ConversationQuery { UserId = "jane@example.com" }, withPii: true)).Conversations.Should().ContainSingle();
        (await HealthAsync(store)).Status.Should().Be(StoreHealthStatus.Healthy);
        (await Reading(store)).Figures["checksum_errors"].Should().Be(0);
    }

    /// <summary>Fails unless personal data is hidden, everything else is read, and nothing is reported as damaged.</summary>
    public async Task ShouldHidePersonalDataAsync(IConversationStore store, string message)
    {
        var read = (await store.ReadAsync(Some.Conversation))!;
        AnswerText.Of(read).Should().NotContainAny("Jane", "jane", "+15550100");
        read.Summary.Conversation.UserId.Should().Be(read.Summary.UserPseudonym).And.StartWith("user-");
        read.Turns[0].UserInput.Should().Be(new MaskedText("I am …", "I am …"));
        read.Turns[0].AgentResponse.Text.Should().Be("Hello");
        read.FunctionEvents[0].Arguments["name"].Should().Be("[redacted]");
        read.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("seen", "[unreadable]", "asked");
        read.Logged.OfType<ApiResponseRecord>().Should().ContainSingle().Which.Url.Should().Be("[unreadable]");
        (read.Feedback[0].Comment, read.Annotations[0].ImprovedAnswer, read.Notes[0].Text).Should().Be(("[redacted]", "[redacted]", "[redacted]"));

        var page = await store.ListAsync(new ConversationQuery { AgentId = "bookings" }, withPii: true);
        page.Conversations.Should().ContainSingle().Which.Title.Text.Should().Be("I am …");
        (await store.ListAsync(new ConversationQuery { UserId = "jane@example.com" }, withPii: true)).Conversations.Should()
            .BeEmpty("nobody is found by what cannot be computed");
        (await store.ListAsync(new ConversationQuery { Number = "+15550100" }, withPii: true)).Conversations.Should().BeEmpty();
        (await store.ListAsync(new ConversationQuery { UserPseudonym = read.Summary.UserPseudonym }, withPii: true)).Conversations.Should().ContainSingle();
        (await store.ReadLogAsync(new LogQuery(Some.Conversation) { WithPii = true })).Logged.Should().HaveCount(4);

        var keys = await HealthAsync(store);
        keys.Status.Should().Be(StoreHealthStatus.Unhealthy);
        keys.Message.Should().Contain(message);
        (await Reading(store)).Figures["checksum_errors"].Should().Be(0);
        Logger.Lines.Should().Contain(line => line.Level == LogLevel.Error && line.Message.StartsWith("The keys of personal data", StringComparison.Ordinal)
            && line.Message.Contains(message, StringComparison.Ordinal));
        Logger.Lines.Should().NotContain(static line => line.Message.Contains("jane", StringComparison.OrdinalIgnoreCase));
    }

    public static async Task<HealthPart> HealthAsync(IConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "keys");

    public static async Task ShouldRefuseAsync(IConversationStore store, string message, params StoreRecord[] records)
    {
        var writing = async () => await store.WriteAsync(records);
        var failure = (await writing.Should().ThrowAsync<ConversationStoreException>()).Which;
        failure.Fault.Should().Be(StoreFault.Unusable);
        failure.Message.Should().Contain(message);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<HealthPart> Reading(IConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "reading");
}
