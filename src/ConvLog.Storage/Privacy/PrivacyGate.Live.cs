using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Privacy;

internal sealed partial class PrivacyGate
{
    private const int EventWeight = 256;

    /// <summary>After how long without activity a conversation counts as finished.</summary>
    public TimeSpan IdleTimeout => idleTimeout;

    /// <summary>What a reader is told of an arrival: nothing where they see the same as before.</summary>
    public IReadOnlyList<LiveEvent> View(ArrivedConversation arrived, Reader reader)
    {
        reader = ReaderOf(arrived.Now.Summary, reader);
        var logged = View(arrived.New, reader);
        bool isChanged = IsChanged(arrived, reader);
        if (logged.Count == 0 && !isChanged)
        {
            return [];
        }

        var conversation = View(arrived.Now.Summary, reader);
        var ordinals = arrived.Now.Turns.Select(static (turn, index) => (turn.Id, Ordinal: index + 1))
            .ToDictionary(static t => t.Id, static t => t.Ordinal, StringComparer.Ordinal);
        var names = arrived.Now.FunctionEvents.ToDictionary(static call => call.Id, static call => call.Name, StringComparer.Ordinal);
        List<LiveEvent> events = [.. logged.Select(view => new LiveEvent
        {
            Kind = view.Entry is null ? LiveEventKind.ApiResponse : LiveEventKind.Entry,
            Conversation = conversation,
            TurnOrdinal = view.TurnId is { } turn ? ordinals.GetValueOrDefault(turn) : 0,
            FunctionName = view.FunctionEventId is { } call ? names.GetValueOrDefault(call) : null,
            Logged = view,
            Weight = EventWeight + Length(view),
        })];
        if (isChanged)
        {
            events.Add(new LiveEvent { Kind = LiveEventKind.Conversation, Conversation = conversation, Weight = EventWeight });
        }

        return events;
    }

    /// <summary>
    /// What a reader is told where a conversation began to count as finished because it had been silent for so long; null where it did not in this time.
    /// </summary>
    /// <param name="stored">How a list shows it.</param>
    /// <param name="reader">Who is told.</param>
    /// <param name="after">After this time.</param>
    /// <param name="upTo">At this time, or before it.</param>
    public LiveEvent? ViewSilent(StoredSummary stored, Reader reader, DateTimeOffset after, DateTimeOffset upTo)
    {
        reader = ReaderOf(stored, reader);
        var silentAt = (reader.CanReadPii ? stored.All : stored.Visible).LastActivityAt + idleTimeout;
        return stored.ClosedAt is null && silentAt > after && silentAt <= upTo
            ? new LiveEvent { Kind = LiveEventKind.Conversation, Conversation = View(stored, reader), Weight = EventWeight }
            : null;
    }

    private bool IsChanged(ArrivedConversation arrived, Reader reader)
    {
        if (arrived.Before is not { } before)
        {
            var summary = arrived.Now.Summary;
            return (reader.CanReadPii ? summary.All : summary.Visible).LastActivityAt > arrived.ActiveAfter;
        }

        // The same clock for both: that a conversation has been silent for long is no arrival. Nor is the expiry of its personal data, which is told with what
        // comes in next: told on its own, it would say that something hidden came in.
        var (was, isNow) = (View(before, reader), View(arrived.Now.Summary, reader));
        return !was.FunctionOutcomes.SequenceEqual(isNow.FunctionOutcomes)
            || !was.Users.SequenceEqual(isNow.Users)
            || was != isNow with { FunctionOutcomes = was.FunctionOutcomes, Users = was.Users, PiiPurgedAt = was.PiiPurgedAt };
    }

    private static int Length(LoggedView view)
        => view.Entry is { } entry ? entry.Content.Length + EntrySize.Of(entry.Fields.AsSpan())
        : view.ApiResponse is { } response ? response.Url.Text.Length + (response.ErrorBody?.Text.Length ?? 0) + EntrySize.Of(response.Fields.AsSpan())
        : 0;
}
