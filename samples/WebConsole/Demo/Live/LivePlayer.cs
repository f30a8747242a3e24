using ConvLog;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace WebConsole.Demo.Live;

/// <summary>Plays a conversation every half minute while someone looks at the live page, so that it is live.</summary>
/// <param name="store">Where conversations are kept.</param>
/// <param name="sink">Where they are logged.</param>
/// <param name="audience">Those who look.</param>
/// <param name="time">The clock.</param>
internal sealed class LivePlayer(IConversationStore store, ILogSink sink, LiveAudience audience, TimeProvider time)
{
    /// <summary>The agent of these conversations.</summary>
    public const string Agent = "demo-live";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(30);

    /// <summary>The store holds so many of them at most: two hours of looking. More would be more of the same.</summary>
    public int Most { get; init; } = 240;

    /// <summary>Plays until the store holds enough of them.</summary>
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
        // An erased id takes no data any more: each has one that none had before.
        string id = FormattableString.Invariant($"demo-live-{time.GetUtcNow():yyyyMMdd-HHmmss}-{number}");
        await using var conv = new Conversation(
            new ConversationInfo(id) { AgentId = Agent, AccountId = "demo", ProjectId = "demo", Channel = "webchat", Language = "en-US" }, sink,
            new ConversationOptions { TimeProvider = time });
        await new LiveStory(conv, time, cancellationToken).TellAsync((LiveEnding)(number % LiveStory.Endings));
    }
}
