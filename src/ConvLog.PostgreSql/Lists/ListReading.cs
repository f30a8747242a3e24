using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <summary>Reads lists of conversations.</summary>
internal static class ListReading
{
    /// <summary>A page of a list.</summary>
    public static async ValueTask<StoredPage> PageAsync(Session session, ConversationQuery query, bool withPii, PersonalReading personal, int most,
        CancellationToken cancellationToken)
    {
        if (await UserFilterLookup.FindAsync(session, query, withPii, personal, cancellationToken).ConfigureAwait(false) is not { } asked)
        {
            return new StoredPage { Conversations = [], Total = query.CountTotal ? 0 : null };
        }

        var list = await ConversationList.OfAsync(session, query, withPii, asked, most, cancellationToken).ConfigureAwait(false);
        (var page, int? total, var stoppedAt) = await list.ReadAsync(cancellationToken).ConfigureAwait(false);
        var summaries = await SummaryRows.ReadAsync(session, [.. page.Take(query.Limit)], personal, cancellationToken).ConfigureAwait(false);
        var next = page.Count > query.Limit ? new ListPosition(page[query.Limit - 1].Value, page[query.Limit - 1].Id) : stoppedAt;
        return new StoredPage { Conversations = summaries, Total = total, Next = next, SearchStopped = list.SearchStopped, SearchedFrom = list.SearchedFrom };
    }

    /// <summary>The numbers of conversations of a list by the kinds of their problems.</summary>
    public static async ValueTask<IReadOnlyDictionary<ProblemKinds, long>> CountProblemsAsync(Session session, ConversationQuery query, bool withPii,
        PersonalReading personal, int most, CancellationToken cancellationToken)
    {
        if (await UserFilterLookup.FindAsync(session, query, withPii, personal, cancellationToken).ConfigureAwait(false) is not { } asked)
        {
            return new Dictionary<ProblemKinds, long>();
        }

        var list = await ConversationList.OfAsync(session, query, withPii, asked, most, cancellationToken).ConfigureAwait(false);
        return await list.CountProblemsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One conversation; null if none with this ID has an opening.</summary>
    public static async ValueTask<StoredSummary?> SummaryAsync(Session session, string conversationId, PersonalReading personal,
        CancellationToken cancellationToken)
    {
        if (await FoundConversation.OfAsync(session, conversationId, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var answers = await ResultSets.OfAsync(session, SummaryRows.OfOne(found), cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        return (await SummaryRows.ReadAsync(answers, personal, cancellationToken).ConfigureAwait(false))?.Summary;
    }
}
