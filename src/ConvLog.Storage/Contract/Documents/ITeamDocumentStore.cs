namespace ConvLog.Storage;

/// <summary>
/// Stores documents of the team, such as saved views and the states of alerts. Optional: without it a store offers no saved views, and alerts keep their state
/// in memory. All stores of ConvLog implement it. Safe for any number of threads.
/// </summary>
/// <remarks>
/// <para>No personal data belongs in a document: see <see cref="TeamDocument"/>.</para>
/// <para>
/// Several hosts may use one store. A document is written or deleted only if the stored version is the one that the caller has read: of two callers that change
/// the same version, one succeeds, and the other has to read it again.
/// </para>
/// <para>A call that fails throws <see cref="ConversationStoreException"/>. A document that is damaged counts as missing, and health reports it.</para>
/// </remarks>
public interface ITeamDocumentStore
{
    /// <summary>The maximum number of documents of one kind.</summary>
    const int MaxDocuments = 1_000;

    /// <summary>Reads all documents of a kind, ordered by the bytes of their ID in UTF-8. Includes every document whose write was acknowledged.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<TeamDocument>> ReadDocumentsAsync(string kind, CancellationToken cancellationToken = default);

    /// <summary>Lists the kinds that have documents, ordered by their bytes in UTF-8.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<string>> ListDocumentKindsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a document if <see cref="TeamDocument.Version"/> equals the stored version, 0 for a new document. The stored version increases
    /// by one.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was written; false if the stored version differs or the document no longer exists.</returns>
    /// <exception cref="ArgumentException">A name is empty or too long, or the body is too large or not JSON.</exception>
    /// <exception cref="ConversationStoreException">
    /// <see cref="StoreFault.Refused"/>: there are <see cref="MaxDocuments"/> of this kind already.
    /// </exception>
    ValueTask<bool> WriteDocumentAsync(TeamDocument document, CancellationToken cancellationToken = default);

    /// <summary>Deletes a document.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="id">Its id.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was deleted; false if the stored version differs or the document no longer exists.</returns>
    ValueTask<bool> DeleteDocumentAsync(string kind, string id, long version, CancellationToken cancellationToken = default);
}
