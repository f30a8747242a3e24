using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.InMemory;
using ConvLog.Storage.Privacy;

namespace ConvLog;

/// <content>Navigation from one conversation of a list to the next.</content>
public sealed partial class ConversationReader
{
    /// <summary>Finds the conversations before and after one in a list.</summary>
    /// <remarks>
    /// Reads one conversation on each side of a place, so that the cost is the same anywhere in a list. The place depends on the order alone: a
    /// conversation that no longer matches the filter, such as one that was unread until now, still has neighbours.
    /// </remarks>
    /// <param name="reader">The reader; see <see cref="ListAsync"/>.</param>
    /// <param name="query">The list. Its limit, offset and total are ignored, as is <see cref="ConversationQuery.After"/>.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Their ids; empty if this reader has no such conversation.</returns>
    public async ValueTask<ConversationNeighbours> FindNeighboursAsync(Reader reader, ConversationQuery query, string conversationId,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(conversationId);
        var stored = await _store.ReadSummaryAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
        if (stored is null || !IsReadBy(reader, agentId: null, stored))
        {
            return ConversationNeighbours.None;
        }

        // Only ids are returned. If the list does not depend on personal data, this is not an access to personal data.
        reader = ConversationListReader.CountsPii(reader, query) ? reader : PrivacyGate.WithoutPermission(reader);
        var onwards = Lists(reader).Complete(query, cursor: null) with { After = new ConversationFilter(query, reader.CanReadPii).PositionOf(stored), Limit = 1,
            CountTotal = false };
        var backwards = onwards with { Ascending = !query.Ascending };
        return new ConversationNeighbours
        {
            Previous = await FirstAsync(reader, backwards, cancellationToken).ConfigureAwait(false),
            Next = await FirstAsync(reader, onwards, cancellationToken).ConfigureAwait(false),
        };
    }

    private async ValueTask<string?> FirstAsync(Reader reader, ConversationQuery asked, CancellationToken cancellationToken)
    {
        var page = await _store.ListAsync(asked, reader.CanReadPii, PersonalData.None, cancellationToken).ConfigureAwait(false);
        await _access.WriteAsync(reader, asked, page, cancellationToken).ConfigureAwait(false);
        return page.Conversations is [var first] ? first.Conversation.ConversationId : null;
    }
}
