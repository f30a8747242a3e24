namespace ConvLog.Reliability.Tests.Support;

/// <summary>Checks of a store that currently cannot be written to, and of its recovery.</summary>
/// <param name="store">The store.</param>
/// <param name="words">The expected cause in its messages.</param>
internal sealed class UnwritableStore(SqliteConversationStore store, string words)
{
    private const int Entries = 100;

    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static RetentionCut Cut { get; } = new() { At = s_start, ConversationsBefore = s_start };

    /// <summary>Stores an expired conversation, one to erase, and one to keep.</summary>
    public static async Task FillAsync(IConversationStore store)
    {
        foreach (var (id, minute) in ((string, double)[])[("expired", -1), ("erased", 1), ("kept", 1)])
        {
            await store.WriteAsync([.. Conversation(id, s_start.AddMinutes(minute))]);
        }
    }

    /// <summary>Erasure and retention fail with the cause, health reports it, and stored data can be read.</summary>
    public async Task ShouldRefuseAsync()
    {
        var erasing = async () => await store.EraseAsync(ErasureRequest.OfConversation("erased", "tests", s_start));
        var expiring = async () => await store.ApplyRetentionAsync(Cut, 100);

        await ShouldFailAsync(erasing, "erasing");
        await ShouldFailAsync(expiring, "expiring");
        foreach (string id in (string[])["expired", "erased", "kept"])
        {
            var read = (await store.ReadAsync(id))!;
            (read.Summary.Conversation.UserId, read.Logged.Count).Should().Be(("ada", Entries), "nobody was told that it is erased, and the keys are there");
        }

        (await store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().HaveCountGreaterThanOrEqualTo(3);
        var health = await store.CheckHealthAsync();
        health.Status.Should().Be(StoreHealthStatus.Unhealthy);
        health.Parts.Should().Contain(part => part.Status == StoreHealthStatus.Unhealthy && part.Message.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>The same operations succeed without a restart, and the store is healthy.</summary>
    public async Task ShouldWorkAsync()
    {
        (await store.EraseAsync(ErasureRequest.OfConversation("erased", "tests", s_start))).Conversations.Should().Be(1);
        (await store.ReadAsync("erased")).Should().BeNull();
        for (string? after = null; (await store.ApplyRetentionAsync(Cut, 100, after)).Next is { } next; after = next)
        {
        }

        (await store.ReadAsync("expired")).Should().BeNull();
        (await store.ReadAsync("kept"))!.Logged.Should().HaveCount(Entries);
        await ShouldRecoverAsync();
    }

    /// <summary>Waits until the store is healthy. A background operation may still have failed with the fault.</summary>
    public async Task ShouldRecoverAsync()
    {
        long start = TimeProvider.System.GetTimestamp();
        while ((await store.CheckHealthAsync()) is { Status: not StoreHealthStatus.Healthy } health)
        {
            TimeProvider.System.GetElapsedTime(start).Should()
                .BeLessThan(s_patience, "{0}", string.Join(' ', health.Parts.Select(static part => part.Message)));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static IEnumerable<StoreRecord> Conversation(string id, DateTimeOffset at)
    {
        var writer = Guid.NewGuid();
        yield return new ConversationRecord { ConversationId = id, WriterId = writer, AgentId = "bookings", OpenedAt = at, UserId = "ada" };
        for (int i = 1; i <= Entries; i++)
        {
            yield return new EntryRecord
            {
                ConversationId = id,
                WriterId = writer,
                Sequence = i,
                Level = EntryLevel.Info,
                Content = new string('x', 2_000),
                IsPii = i % 2 == 0,
                Timestamp = at,
            };
        }
    }

    private async Task ShouldFailAsync(Func<Task> act, string what)
    {
        var failure = (await act.Should().ThrowAsync<ConversationStoreException>(what)).Which;
        failure.Message.Should().Contain(words, what);
        failure.Fault.Should().Be(StoreFault.Unavailable, what);
    }
}
