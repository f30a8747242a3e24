namespace ConvLog.Storage;

/// <summary>
/// Reports which conversations received new records, for live readers. A capability of a store, see <see cref="StoreCapabilities.Arrivals"/>.
/// </summary>
/// <remarks>
/// <para>
/// An arrival identifies a conversation that any process wrote to, whatever was written: even if only personal data was written, or records that were stored
/// before. It contains no personal data, but its existence can reveal a personal entry. Code that shows arrivals to a reader without the permission must
/// therefore compare the conversation as that reader sees it before and after, and show no change if both are equal. Arrivals include debug conversations.
/// </para>
/// <para>
/// A page contains only conversations that have an opening and exist when the page is read: an erased or expired conversation is no longer reported, and
/// neither erasure nor expiry is an arrival. Arrivals are kept for one hour.
/// </para>
/// <para>
/// To follow conversations without a gap: read a cursor with <c>after: null</c>, read the conversations, then repeatedly read the arrivals after the cursor and
/// continue with <see cref="ArrivalPage.Next"/>; if a page is empty, await <see cref="WaitForArrivalAsync"/> before the next read.
/// </para>
/// </remarks>
public interface IArrivalStore
{
    /// <summary>
    /// Reads the conversations that have arrivals after a cursor, in the order in which the arrivals became readable; arrivals that became readable together
    /// have no defined order. A conversation is in a page once, however many arrivals it has.
    /// </summary>
    /// <param name="after">The cursor: <see cref="ArrivalPage.Next"/> of an earlier page; null to start now.</param>
    /// <param name="limit">The maximum number of conversations, from 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    ValueTask<ArrivalPage> ReadArrivalsAsync(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds a cursor before all arrivals at or after a time, by the clock of the host that wrote them: for a client that knows how long it was disconnected.
    /// The cursor may be earlier, so that older arrivals are reported as well.
    /// </summary>
    /// <param name="since">The time. Arrivals are kept for one hour: for an earlier time, the first page after the cursor has a gap
    /// (<see cref="ArrivalPage.IsGap"/>).</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<string> FindArrivalsAsync(DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until there is an arrival after a cursor, or the time has elapsed. Returns immediately if there is one already. May also return early without one.
    /// </summary>
    /// <param name="after">The cursor.</param>
    /// <param name="longest">The maximum time to wait, from zero.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="longest"/> is negative.</exception>
    ValueTask WaitForArrivalAsync(string after, TimeSpan longest, CancellationToken cancellationToken = default);
}
