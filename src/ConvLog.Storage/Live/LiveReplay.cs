using System.Runtime.CompilerServices;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Privacy;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Live;

/// <summary>
/// Reads past events from the store: for a follower who was away for long, uses another host, or reads too slowly. Events may be repeated.
/// </summary>
/// <param name="reading">Reads the store.</param>
/// <param name="privacy">The gate.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveReplay(LiveReading reading, PrivacyGate privacy, TimeProvider time)
{
    // Visible records that were logged since LivePosition.Slack arrived since this: the events do not depend on other arrivals.
    private static readonly TimeSpan s_arrivedBefore = TimeSpan.FromMinutes(3);

    private const int MostListed = 10_000;

    /// <summary>Arrivals are kept for an hour.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(55);

    /// <summary>The events of each conversation; begins with null if the arrivals are no longer known.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LiveEvent>?> ReadAsync(LivePosition after, Reader reader, string? conversationId,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A single conversation is read from its log, regardless of age.
        var arrived = conversationId is not null ? [conversationId] : await ArrivedAsync(after, cancellationToken).ConfigureAwait(false);
        if (arrived is null)
        {
            yield return null;
            yield break;
        }

        foreach (string id in arrived)
        {
            if (await reading.ReadAsync(id, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                var since = Before(after.Time, LivePosition.Slack);
                var conversation = new ArrivedConversation(stored, Before: null, [.. LoggedAfter(stored.Logged, after, since)], since);
                yield return privacy.View(conversation, reader);
            }
        }

        yield return await IdleAsync(after, reader, conversationId, cancellationToken).ConfigureAwait(false);
    }

    // Conversations that came to count as finished since then because they were idle: they have no arrival.
    private async ValueTask<IReadOnlyList<LiveEvent>> IdleAsync(LivePosition after, Reader reader, string? conversationId,
        CancellationToken cancellationToken)
    {
        var (since, now) = (Before(after.Time, LivePosition.Slack), time.GetUtcNow());
        if (conversationId is not null)
        {
            var one = await reading.ReadSummaryAsync(conversationId, cancellationToken).ConfigureAwait(false);
            return one is not null && privacy.ViewIdle(one, reader, since, now) is { } told ? [told] : [];
        }

        var active = await reading.ListActiveAsync(Before(since, privacy.IdleTimeout), MostListed, reader, cancellationToken).ConfigureAwait(false);
        return [.. active.Select(summary => privacy.ViewIdle(summary, reader, since, now)).OfType<LiveEvent>()];
    }

    private async ValueTask<IReadOnlyCollection<string>?> ArrivedAsync(LivePosition after, CancellationToken cancellationToken)
        => after.Time < time.GetUtcNow() - s_longest
            ? null
            : await reading.ListArrivedAsync(Before(after.Time, s_arrivedBefore), cancellationToken).ConfigureAwait(false);

    // In the place's own conversation, records after the place are later, whatever their time.
    private static IEnumerable<ScopedRecord> LoggedAfter(IReadOnlyList<ScopedRecord> logged, LivePosition after, DateTimeOffset since)
    {
        bool isBehind = false;
        foreach (var record in logged)
        {
            bool isPlace = after.Logged is { } id && IdOf(record) == id;
            if (!isPlace && (isBehind || record.Timestamp > since))
            {
                yield return record;
            }

            isBehind |= isPlace;
        }
    }

    private static Guid? IdOf(ScopedRecord record) => record switch
    {
        EntryRecord entry => entry.Id,
        ApiResponseRecord response => response.Id,
        _ => null,
    };

    private static DateTimeOffset Before(DateTimeOffset at, TimeSpan by) => at - DateTimeOffset.MinValue > by ? at - by : DateTimeOffset.MinValue;
}
