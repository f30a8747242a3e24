namespace ConvLog.Storage;

/// <summary>Keeps legal holds. A capability of a store, see <see cref="StoreCapabilities.Holds"/>.</summary>
/// <remarks>
/// A conversation on hold is neither erased nor does it expire. Its erasure is carried out when the hold is released; until then it shows no personal data to
/// any reader and accepts no further records.
/// </remarks>
public interface IHoldStore
{
    /// <summary>Places a legal hold. An existing hold is left unchanged.</summary>
    /// <param name="hold">The hold.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was placed; false if the conversation already had a hold.</returns>
    ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default);

    /// <summary>Releases a legal hold. A pending erasure of the conversation is carried out.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether the conversation had a hold.</returns>
    ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default);

    /// <summary>Lists the legal holds, by conversation in ordinal order.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default);
}
