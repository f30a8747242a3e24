using ConvLog.Storage.Contract.Search;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>The text of an entry or turn in a document that the index named.</summary>
/// <param name="Found">The document.</param>
/// <param name="No">The number of the entry or turn in its conversation.</param>
/// <param name="Candidate">Its text and location.</param>
/// <param name="Fields">The fields of an entry.</param>
internal sealed record FoundText(FoundDocument Found, long No, SearchCandidate Candidate, LogFields Fields)
{
    public long Ticks => Candidate.Timestamp.UtcTicks;

    public SearchDocument Document => Candidate.Document;

    /// <summary>The identity of the entry or turn. An entry that arrived out of order is in two documents.</summary>
    public (DocumentKind Kind, long Conversation, long No) Key => (Found.Kind, Found.Conversation, No);
}
