using ConvLog;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace WebConsole.Demo.Live;

/// <summary>Plays a conversation every 30 seconds while the live page has viewers.</summary>
/// <param name="store">The store of the conversations.</param>
/// <param name="sink">The sink to log to.</param>
/// <param name="audience">The viewers.</param>
/// <param name="time">The clock.</param>
internal sealed class LivePlayer(IConversationStore store, ILogSink sink, LiveAudience audience, TimeProvider time)
{
    /// <summary>The agent of these conversations.</summary>
    public const string Agent = "demo-live";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(30);

    /// <summary>The maximum number of these conversations in the store: two hours of viewing. Later ones would only repeat them.</summary>
    public int Most { get; init; } = 240;

    /// <summary>Plays conversations until the store has enough of them.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (int number = await CountAsync(cancellationToken); number < Most; number++)
        {
            await audience.WaitAsync(cancellationToken);
            var next = Task.Delay(s_interval, time, cancellationToken);
            await PlayAsync(number, cancellationToken);
            await next;
        }
    }

    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var query = new ConversationQuery { AgentId = Agent, Limit = 1, CountTotal = true, MostCounted = Most };
        var page = await new ConversationReader(store).ListAsync(new Reader("sample", canReadPii: false), query, cancellationToken: cancellationToken);
        return (int)(page.Total ?? Most);
    }

    private async Task PlayAsync(int number, CancellationToken cancellationToken)
    {
        // Each conversation needs a new ID, because an erased one accepts no data.
        string id = FormattableString.Invariant($"demo-live-{time.GetUtcNow():yyyyMMdd-HHmmss}-{number}");
        await using var conv = new Conversation(
            new ConversationInfo(id) { AgentId = Agent, AccountId = "demo", ProjectId = "demo", Channel = "webchat", Language = "en-US" }, sink,
            new ConversationOptions { TimeProvider = time });
        await new LiveStory(conv, time, cancellationToken).TellAsync((LiveEnding)(number % LiveStory.Endings));
    }
}
