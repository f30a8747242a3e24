using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Live;

namespace ConvLog;

/// <content>Live reading.</content>
public sealed partial class ConversationReader
{
    private readonly Lazy<LiveFeed> _live;
    private readonly LiveReading _liveReading;

    /// <summary>
    /// Follows new events, from now on or after an earlier place. All followers of this object share one reading of the store, which runs as long as there are
    /// followers. The first batch arrives as soon as no later event can be missed, and is empty unless events were missed before.
    /// </summary>
    /// <remarks>
    /// <para>
    /// No event is omitted that was logged while following or since the place; an event may be repeated, with the same ID, and may follow an entry that was
    /// logged later. To follow a conversation from its beginning: take the first batch, then read the conversation, and skip events with a known ID. A
    /// conversation that finishes because it was idle is reported within a minute.
    /// </para>
    /// <para>
    /// If the place is older than an hour, a batch has <see cref="LiveBatch.IsReset"/> set, unless <see cref="LiveQuery.ConversationId"/> is followed. On
    /// another host or after a restart, entries that were stored more than two minutes after they were logged are not repeated.
    /// </para>
    /// <para>
    /// If the reader can view personal data, each conversation is recorded in the access log once a minute, before a batch contains its data. If recording
    /// fails, or the store fails for longer than a while, the enumeration throws: follow again from the last place.
    /// </para>
    /// </remarks>
    /// <param name="reader">The reader. Events that this reader may not see are omitted, without any sign that they occurred.</param>
    /// <param name="query">The events to follow.</param>
    /// <param name="after">The place to continue from: <see cref="LiveEvent.Place"/> or <see cref="LiveBatch.Place"/> of any host; null for from now
    /// on.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="InvalidCursorException"><paramref name="after"/> is not a valid place.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Arrivals"/>.</exception>
    public IAsyncEnumerable<LiveBatch> FollowAsync(Reader reader, LiveQuery query, string? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        _ = Capability.Of<IArrivalStore>(_store);
        LivePosition? place = after is null
            ? null : LivePosition.Parse(after) ?? throw new InvalidCursorException("This is no place among live events. Start without one.", nameof(after));
        var access = new LiveAccess(reader, _rules.Time,
            (due, cancellation) => _access.WriteAsync([.. due.Select(read => _access.Access(reader, read.Kind, read.ConversationId))], cancellation));
        var replay = new LiveReplay(_liveReading, _rules.Gate, _rules.Time);
        return new LiveFollower(_live.Value, _liveReading, replay, access, _rules.Time, reader, query).FollowAsync(place, cancellationToken);
    }
}
