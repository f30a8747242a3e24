using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.Storage.Live;

/// <summary>Records the personal data that one follower reads in the access log: each conversation once a minute, not each entry.</summary>
/// <param name="reader">The follower.</param>
/// <param name="time">The clock.</param>
/// <param name="write">Writes to the access log. If it throws, the data that was read is not returned.</param>
internal sealed class LiveAccess(Reader reader, TimeProvider time,
    Func<IReadOnlyList<(AccessKind Kind, string ConversationId)>, CancellationToken, ValueTask> write)
{
    private const int MostRemembered = 10_000;

    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(AccessKind Kind, string ConversationId), DateTimeOffset> _written = [];

    /// <summary>Records the accesses that were not recorded recently.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<LiveEvent> events, CancellationToken cancellationToken)
    {
        if (!reader.CanReadPii)
        {
            return;
        }

        var now = time.GetUtcNow();
        var due = events
            .Select(static told => (Kind: told.Logged is null ? AccessKind.List : AccessKind.Log, told.Conversation.ConversationId))
            .Distinct()
            .Where(access => !_written.TryGetValue(access, out var at) || now - at >= s_pause)
            .ToList();
        if (due.Count == 0)
        {
            return;
        }

        await write(due, cancellationToken).ConfigureAwait(false);
        if (_written.Count > MostRemembered)
        {
            _written.Clear();
        }

        foreach (var access in due)
        {
            _written[access] = now;
        }
    }
}
