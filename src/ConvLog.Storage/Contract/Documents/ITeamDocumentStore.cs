namespace ConvLog.Storage;

/// <summary>
/// Where documents of the team are kept: saved views, states of alerts. Optional: without it a store offers no saved views, and alerts keep their state in
/// memory. All stores of ConvLog implement it. Safe for any number of threads.
/// </summary>
/// <remarks>
/// <para>No personal data belongs in a document: see <see cref="TeamDocument"/>.</para>
/// <para>
/// Several hosts may use one store: a document is written or deleted only where the stored version is the one that the caller has read, so of two that change
/// the same version one wins, and the other one reads again.
/// </para>
/// <para>A call that fails throws <see cref="ConversationStoreException"/>. A document that is damaged counts as missing, and health reports it.</para>
/// </remarks>
public interface ITeamDocumentStore
{
    /// <summary>How many documents of one kind are kept at most.</summary>
    const int MaxDocuments = 1_000;

    /// <summary>Reads all documents of a kind, ordered by the bytes of their id in UTF-8. Sees every document whose write was acknowledged.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<TeamDocument>> ReadDocumentsAsync(string kind, CancellationToken cancellationToken = default);

    /// <summary>Lists the kinds of which there are documents, ordered by their bytes in UTF-8.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<string>> ListDocumentKindsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a document in place of the version that it names: <see cref="TeamDocument.Version"/> is the stored one, 0 where there is none yet. The version
    /// that is stored is the next one.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was written; false where the stored version is another one or the document is gone.</returns>
    /// <exception cref="ArgumentException">A name is empty or too long, or the body is too large or no JSON.</exception>
    /// <exception cref="ConversationStoreException">
    /// <see cref="StoreFault.Refused"/>: there are <see cref="MaxDocuments"/> of this kind already.
    /// </exception>
    ValueTask<bool> WriteDocumentAsync(TeamDocument document, CancellationToken cancellationToken = default);

    /// <summary>Deletes a document.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="id">Its id.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was deleted; false where the stored version is another one or the document is gone.</returns>
    ValueTask<bool> DeleteDocumentAsync(string kind, string id, long version, CancellationToken cancellationToken = default);
}
