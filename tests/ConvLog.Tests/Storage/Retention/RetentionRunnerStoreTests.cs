using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Tests.Storage.Retention;

/// <summary>F01 and F03 with a real store: conversations, legal holds, improved answers and the access log.</summary>
public sealed class RetentionRunnerStoreTests
{
    private const int Count = 60;

    private readonly InMemoryConversationStore _store = new();
    private readonly PassingClock _clock = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 2)]
    [InlineData(0, 3)]
    [InlineData(3, 2)]
    public async Task F01_exactly_the_expired_data_is_deleted_whichever_batches_fail(int before, int after)
    {
        await WriteAsync();
        await using var retention = Retention(new UnreliableRetention(_store)
        {
            FailsBefore = batch => before > 0 && batch % before == 0,
            FailsAfter = batch => after > 0 && batch % after == 0,
        });

        var run = await retention.RunAsync("ana");

        (run.State, run.KeptHeld, run.KeptAnnotated).Should().Be((RetentionRunState.Completed, 1, 1));
        await ShouldBeExactAsync();
        _clock.SetUtcNow(run.StartedAt); // The pauses have advanced the clock.
        (await retention.PreviewAsync()).Should()
            .Match<RetentionPreview>(static preview => preview.Conversations == 0 && preview.Accesses == 0 && preview.KeptHeld == 1
            && preview.KeptAnnotated == 1);
    }

    [Fact]
    public async Task A_run_counts_the_deleted_access_log_records()
    {
        await WriteAsync();
        await using var retention = Retention(_store);

        var run = await retention.RunAsync("ana");

        (run.Accesses, (await _store.ReadAccessAsync(new AccessQuery { Limit = 100 })).Accesses.Count).Should().Be((Count - 37, 37));
    }

    [Fact]
    public async Task F03_exactly_at_the_cut_is_kept_and_a_tick_earlier_is_not()
    {
        var now = _clock.GetUtcNow();
        await _store.WriteAsync([
            Some.Opening("at") with { OpenedAt = now.AddDays(-40) }, Some.Opening("before") with { OpenedAt = now.AddDays(-40).AddTicks(-1) },
            Some.Opening("later") with { OpenedAt = now.AddDays(-40).AddTicks(1) },
        ]);
        await using var retention = Retention(_store);

        (await retention.RunAsync("ana", confirmed: true)).Conversations.Should().Be(1);
        (await _store.ReadAsync("before")).Should().BeNull();
        (await _store.ReadAsync("at")).Should().NotBeNull();
        (await _store.ReadAsync("later")).Should().NotBeNull();
    }

    [Fact]
    public async Task A_conversation_in_progress_is_kept_however_long_ago_it_began()
    {
        var now = _clock.GetUtcNow();
        await _store.WriteAsync([
            Some.Opening("running") with { OpenedAt = now.AddDays(-400) }, Some.Entry(1, "still here", "running") with { Timestamp = now.AddMinutes(-29) },
            Some.Opening("silent") with { OpenedAt = now.AddDays(-400) },
        ]);
        await using var retention = new ConversationRetention(_store, new RetentionOptions { Days = 1 }, TimeSpan.FromDays(3), _clock, NullLogger.Instance);

        (await retention.RunAsync("ana")).Conversations.Should().Be(1);
        (await _store.ReadAsync("running")).Should().NotBeNull();
    }

    // One conversation per day: the one of 50 days ago is on hold, the one of 51 days ago has an improved answer.
    private async Task WriteAsync()
    {
        var now = _clock.GetUtcNow();
        for (int day = 0; day < Count; day++)
        {
            await _store.WriteAsync([Some.Opening(Id(day)) with { OpenedAt = now.AddDays(-day), UserId = "jane" }]);
        }

        await _store.WriteAccessAsync(
            [.. Enumerable.Range(0, Count).Reverse()
            .Select(day => new AccessRecord { At = now.AddDays(-day * 10), Reader = "Dora", Kind = AccessKind.Conversation, ConversationId = Id(day) })]);

        await _store.PlaceHoldAsync(new LegalHold { ConversationId = Id(50), PlacedBy = "Hal", PlacedAt = now });
        await _store.WriteAsync(
            [Some.Turn(1, Id(51)) with { StartedAt = now.AddDays(-51) }, Some.Annotation(1, conversation: Id(51)) with { CreatedAt = now.AddDays(-51) }]);
    }

    private async Task ShouldBeExactAsync()
    {
        var reader = new ConversationReader(_store, new ConversationReaderOptions { TimeProvider = _clock });
        var kept = (await reader.ListAsync(Reader.Anonymous, new ConversationQuery { Limit = 100 })).Conversations;

        kept.Select(static c => c.ConversationId).Should().Equal([.. Enumerable.Range(0, 41).Select(Id), Id(50), Id(51)]);
        kept.Where(static c => c.PiiPurgedAt is not null).Select(static c => c.ConversationId).Should()
            .Equal([.. Enumerable.Range(31, 10).Select(Id), Id(51)], "it is personal data that goes first, and a hold keeps it");
        (await _store.ReadAccessAsync(new AccessQuery { Limit = 100 })).Accesses.Should().HaveCount(37, "those of the last 365 days");
    }

    private static string Id(int day) => $"c{day:00}";

    private ConversationRetention Retention(IRetentionStore store)
        => new(store, new RetentionOptions { Days = 40, PersonalDataDays = 30, BatchSize = 4 }, TimeSpan.FromMinutes(30), _clock, NullLogger.Instance);
}
