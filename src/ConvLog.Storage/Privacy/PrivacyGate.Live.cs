using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Privacy;

internal sealed partial class PrivacyGate
{
    private const int EventWeight = 256;

    /// <summary>The time without activity after which a conversation counts as ended.</summary>
    public TimeSpan IdleTimeout => idleTimeout;

    /// <summary>The live events of an arrival for a reader; none if nothing changed for this reader.</summary>
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
    /// The live event of a conversation that reached the idle timeout in a period; null if it did not.
    /// </summary>
    /// <param name="stored">The summary of the conversation.</param>
    /// <param name="reader">The reader of the event.</param>
    /// <param name="after">The start of the period, exclusive.</param>
    /// <param name="upTo">The end of the period, inclusive.</param>
    public LiveEvent? ViewIdle(StoredSummary stored, Reader reader, DateTimeOffset after, DateTimeOffset upTo)
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

        // Uses the same clock for both, because the idle timeout is not an arrival. Nor is the expiry of its personal data, which is reported with the next
        // visible change: reported separately, it would reveal a hidden arrival.
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
