using ConvLog;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;
using WebConsole.Demo.Live;
using WebConsole.Replay;

namespace WebConsole.Tests.Demo.Live;

public sealed class LivePlayerTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly InMemoryConversationStore _store = new();
    private readonly LiveAudience _audience = new();

    [Fact]
    public async Task While_someone_watches_a_conversation_starts_every_30_seconds_up_to_the_limit()
    {
        using var seat = _audience.Join();
        await PlayAsync(most: 3);

        var played = await ListAsync();

        // While the sink stores, the clock may jump to its next timer, so a start may be later than 30 seconds but never earlier.
        TimeSpan[] starts = [.. played.Select(static conversation => conversation.StartedAt - s_start).Order()];
        starts.Should().HaveCount(3).And.StartWith(TimeSpan.Zero);
        starts.Zip(starts.Skip(1)).Should().OnlyContain(static pair => pair.Second - pair.First >= TimeSpan.FromSeconds(30));
        played.Count(static conversation => conversation.FunctionOutcomes.Contains(FunctionOutcome.Failed)).Should().Be(1);
    }

    [Fact]
    public async Task Conversations_of_the_last_run_count_towards_the_limit()
    {
        using var seat = _audience.Join();
        await PlayAsync(most: 2);
        await PlayAsync(most: 2);

        (await ListAsync()).Should().HaveCount(2);
    }

    [Fact]
    public void Nothing_is_played_while_no_one_watches()
    {
        _audience.Join().Dispose();
        var playing = new LivePlayer(_store, new InMemorySink(), _audience, new ReplayClock(s_start)).RunAsync(CancellationToken.None);

        playing.IsCompleted.Should().BeFalse();
        _audience.WaitAsync(CancellationToken.None).IsCompleted.Should().BeFalse();
    }

    [Theory]
    [InlineData("/convlog/v1/live", "?personal=false", "http://127.0.0.1/live", true)]
    [InlineData("/convlog/v1/live", "", "", true)]
    [InlineData("/convlog/v1/live", "", "http://127.0.0.1/", false)]
    [InlineData("/convlog/v1/live", "?conversation=c1", "", false)]
    [InlineData("/live", "", "", false)]
    public void Only_an_unfiltered_live_page_counts_as_watching(string path, string query, string referrer, bool isFollower)
    {
        var request = new DefaultHttpContext().Request;
        (request.Path, request.QueryString, request.Headers.Referer) = (path, new QueryString(query), referrer);

        LiveAudience.IsFollower(request).Should().Be(isFollower);
    }

    private async Task PlayAsync(int most)
    {
        await using var sink = new StoreSink(_store);
        var clock = new ReplayClock(s_start);
        await clock.RunAsync(() => new LivePlayer(_store, sink, _audience, clock) { Most = most }.RunAsync(CancellationToken.None));
        await sink.FlushAsync();
    }

    private async Task<IReadOnlyList<StoredSummary>> ListAsync()
        => (await _store.ListAsync(new ConversationQuery { AgentId = LivePlayer.Agent, Limit = 10 }, withPii: false)).Conversations;
}
