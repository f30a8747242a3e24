namespace ConvLog.Storage;

/// <summary>In which conversations something came in: what live readers go by. A part of <see cref="IConversationStore"/>.</summary>
/// <remarks>
/// <para>
/// An arrival names a conversation that was written to, by any process, whatever was written: also where only personal data came in, also again what was there.
/// It holds nothing personal, but that there is one can tell of a personal entry. What shows arrivals to a reader without the permission must therefore compare
/// what that reader sees of the conversation before and after, and stay silent where that is the same. Debug conversations are named as well.
/// </para>
/// <para>
/// Named are conversations that have an opening, and are there, when the page is read. One that was erased or has expired is named no more, and neither erasure
/// nor expiry is an arrival. Arrivals are kept for an hour.
/// </para>
/// <para>
/// To follow conversations without a gap: read a cursor with <c>after: null</c>, read the conversations, then repeatedly read the arrivals after the cursor and
/// continue with <see cref="ArrivalPage.Next"/>; where a page is empty, <see cref="WaitForArrivalAsync"/> says when to look again.
/// </para>
/// </remarks>
public interface IArrivalStore
{
    /// <summary>
    /// The conversations in which something came in after a cursor, in the order in which that became readable; of what became readable at once, in any. Each
    /// is named once a page, however often something came in.
    /// </summary>
    /// <param name="after">The cursor: <see cref="ArrivalPage.Next"/> of an earlier page; null for none: from now on.</param>
    /// <param name="limit">At most so many, from 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    ValueTask<ArrivalPage> ReadArrivalsAsync(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// A cursor before everything that came in at or after a time, by the clock of the host that wrote it: for who was away and knows since when. It may lie
    /// earlier, so that some is named that came in before.
    /// </summary>
    /// <param name="since">The time. Arrivals are kept for an hour: with an earlier one, what the cursor leads to begins with a gap
    /// (<see cref="ArrivalPage.IsGap"/>).</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<string> FindArrivalsAsync(DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns soon after something came in after a cursor, at once where something has, and else when the time is over. It may also return without any.
    /// </summary>
    /// <param name="after">The cursor.</param>
    /// <param name="longest">How long to wait at most, from zero.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="longest"/> is negative.</exception>
    ValueTask WaitForArrivalAsync(string after, TimeSpan longest, CancellationToken cancellationToken = default);
}
