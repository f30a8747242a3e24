using ConvLog.Live;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog;

/// <content>What comes in, as it does.</content>
public sealed partial class ConversationReader
{
    private readonly Lazy<LiveFeed> _live;
    private readonly LiveReading _liveReading;

    /// <summary>
    /// Tells what comes in, from now on, or after a place that was told before. All followers of this object share one reading of the store, which goes on as long as someone
    /// follows. The first batch is there as soon as everything that follows will be told, and is empty unless something was missed.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Nothing is left out that was logged while following or since the place; it may be told twice, with the same id, and after another entry that was logged later. To follow
    /// a conversation from its beginning: take the first batch, then read the conversation, and pass over what is known by its id. That a conversation counts as finished because it
    /// has been silent for so long is told within a minute.
    /// </para>
    /// <para>
    /// A place older than an hour leads to a batch with <see cref="LiveBatch.IsReset"/>, unless <see cref="LiveQuery.ConversationId"/> is followed. On another host or after a
    /// restart, entries that were stored more than two minutes after they were logged are not told again.
    /// </para>
    /// <para>
    /// Where the reader may see personal data, each conversation is written to the access log, once a minute, before a batch holds something of it. Where that fails, or the
    /// store does for longer than a while, the enumeration throws: follow again from the last place.
    /// </para>
    /// </remarks>
    /// <param name="reader">Who follows. Of what this reader may not see nothing is told, also not that it came in.</param>
    /// <param name="query">What to be told.</param>
    /// <param name="after">The place to go on from: <see cref="LiveEvent.Place"/> or <see cref="LiveBatch.Place"/> of any host; null for from now on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidCursorException"><paramref name="after"/> is no place.</exception>
    public IAsyncEnumerable<LiveBatch> FollowAsync(Reader reader, LiveQuery query, string? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        LivePlace? place = after is null ? null : LivePlace.Parse(after) ?? throw new InvalidCursorException("This is no place among live events. Start without one.", nameof(after));
        var access = new LiveAccess(reader, _time, (due, cancellation) => WriteAccessAsync([.. due.Select(read => Access(reader, read.Kind, read.ConversationId))], cancellation));
        var replay = new LiveReplay(_liveReading, _gate, _time);
        return new LiveFollower(_live.Value, _liveReading, replay, access, _time, reader, query).FollowAsync(place, cancellationToken);
    }
}
