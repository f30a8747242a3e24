using ConvLog.Entries;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Lists;

/// <summary>
/// Finds the log entry, API response or model call with an ID in the first conversations of a list. The ID of an entry is a hash of its place and is not
/// indexed, so that writes do not pay for an index: the visible entries are hashed and compared.
/// </summary>
internal static class LoggedLookup
{
    private const string Page
        = "ROWS FROM (pg_catalog.unnest($1::bigint[]), pg_catalog.unnest($2::integer[])) WITH ORDINALITY AS page (conversation, day, place)";

    private static string Responses(PartitionRange range) => $"""
        SELECT f.conversation FROM {Page} JOIN #.fact AS f ON f.conversation = page.conversation AND f.day = page.day{range.And("f")}
        WHERE f.id = $3 AND f.kind = 0 LIMIT 1
        """;

    private static string ModelCalls(PartitionRange range) => $"""
        SELECT m.conversation FROM {Page} JOIN #.model_call AS m ON m.conversation = page.conversation AND m.day = page.day{range.And("m")}
        WHERE m.id = $3 LIMIT 1
        """;

    // Personal entries have numbers above all others, except old ones, which the kind excludes.
    private static string Entries(PartitionRange range) => FormattableString.Invariant($"""
        SELECT e.conversation, w.id, e.no FROM {Page}
        JOIN #.writer AS w ON w.conversation = page.conversation AND w.day = page.day{range.And("w")}
        JOIN #.entry AS e ON e.conversation = page.conversation AND e.day = page.day{range.And("e")}
            AND e.no >= w.no::bigint << {EntryNumber.SequenceBits} AND e.no < (w.no::bigint + 1) << {EntryNumber.SequenceBits}
        WHERE e.kind < 4 ORDER BY page.place LIMIT {ILookupStore.MostEntriesLookedAt}
        """);

    public static async ValueTask<NamedConversation?> FindAsync(Session session, ConversationQuery query, string id, PersonalReading personal, int most,
        CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var asked)
            || await UserFilterLookup.FindAsync(session, query, withPii: false, personal, cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return null;
        }

        var list = await ConversationList.OfAsync(session, query, withPii: false, person, most, cancellationToken).ConfigureAwait(false);
        (var page, _, _) = await list.ReadAsync(cancellationToken).ConfigureAwait(false);
        var first = page.Take(query.Limit).ToList();
        long[] numbers = [.. first.Select(static row => row.Conversation.Number)];
        int[] days = [.. first.Select(static row => row.Conversation.Day)];
        (long? entry, long? model) = (null, null);
        var range = (await PartitionPeriods.OfAsync(session, cancellationToken).ConfigureAwait(false)).RangeOf([.. days.Distinct()]);
        var reads = new QueryBatch(session);
        reads.AddSilent("SET LOCAL jit = off"); // Many partitions look expensive to the planner, which would then compile the query.
        reads.Add(Responses(range), [numbers, days, asked], row => entry = row.Int64(0));
        reads.Add(ModelCalls(range), [numbers, days, ModelCallRow.IdOf(id)], row => model = row.Int64(0));
        reads.Add(Entries(range), [numbers, days], row => entry ??= EntryWriter.EntryId(row.Guid(1), EntryNumber.SequenceOf(row.Int64(2))) == asked
            ? row.Int64(0) : null);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        return (entry ?? model) is { } number
            ? new NamedConversation
            {
                ConversationId = first.Find(row => row.Conversation.Number == number).Id,
                Name = entry is null ? SearchName.ModelCallId : SearchName.EntryId,
            }
            : null;
    }
}
