using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Access;
using ConvLog.Storage.InMemory;
using ConvLog.Storage.Privacy;

namespace ConvLog.Storage.Reading;

/// <summary>Finds the conversations before and after one in a list.</summary>
/// <param name="store">The store.</param>
/// <param name="access">Records accesses to personal data.</param>
/// <param name="rules">The gate, the cursors and the clock.</param>
internal sealed class NeighbourReads(IConversationStore store, AccessWriter access, ReadingRules rules)
{
    public async ValueTask<ConversationNeighbours> FindNeighboursAsync(
        Reader reader, ConversationQuery query, string conversationId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(conversationId);
        var stored = await store.ReadSummaryAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
        if (stored is null || !ConversationReads.Includes(reader, agentId: null, stored))
        {
            return ConversationNeighbours.None;
        }

        // Only ids are returned. If the list does not depend on personal data, this is not an access to personal data.
        reader = ConversationListReader.CountsPii(reader, query) ? reader : PrivacyGate.WithoutPermission(reader);
        var onwards = new ConversationListReader(reader, store, access, rules).Complete(query, cursor: null) with
        {
            After = new ConversationFilter(query, reader.CanReadPii).PositionOf(stored),
            Limit = 1,
            CountTotal = false,
        };
        var backwards = onwards with { Ascending = !query.Ascending };
        return new ConversationNeighbours
        {
            Previous = await FirstAsync(reader, backwards, cancellationToken).ConfigureAwait(false),
            Next = await FirstAsync(reader, onwards, cancellationToken).ConfigureAwait(false),
        };
    }

    private async ValueTask<string?> FirstAsync(Reader reader, ConversationQuery asked, CancellationToken cancellationToken)
    {
        var page = await store.ListAsync(asked, reader.CanReadPii, PersonalData.None, cancellationToken).ConfigureAwait(false);
        await access.WriteAsync(reader, asked, page, cancellationToken).ConfigureAwait(false);
        return page.Conversations is [var first] ? first.Conversation.ConversationId : null;
    }
}
