using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>One search. The index names the documents that may be hits, the newest first; their texts are read until there are enough.</summary>
/// <param name="session">The connection.</param>
/// <param name="query">What to search, and where.</param>
/// <param name="terms">What <see cref="SearchQuery.Text"/> asks for.</param>
internal sealed class TextSearch(Session session, SearchQuery query, SearchTerms terms)
{
    /// <summary>Ends after so many documents of the scope that the index names. These two bounds keep a search for common words under 50 ms.</summary>
    public const int MostCandidates = 10_000;
    private const string FindConversationId = "SELECT conversation, day FROM #.conversation_id WHERE id = $1";

    /// <summary>Ends after so many of them that are where is searched.</summary>
    public const int MostFound = 4_000;

    private const int MostAtOnce = 2_000;

    private readonly List<FoundText> _hits = [];
    private bool _stopped;

    public async ValueTask<StoredSearch> RunAsync(CancellationToken cancellationToken)
    {
        var window = new DocumentWindow { From = query.From, To = query.To, EntriesOnly = query.EntriesOnly, Scope = query.Scope };
        if (query.ConversationId is { } id)
        {
            if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } conversation)
            {
                return new StoredSearch { Hits = [], Stopped = false };
            }

            window = window with { Conversation = conversation };
        }

        await LookAsync(window, cancellationToken).ConfigureAwait(false);
        _hits.Sort(FoundText.InOrder);
        return new StoredSearch { Hits = [.. _hits.Take(query.Limit).Select(hit => hit.Hit(terms))], Stopped = _stopped || _hits.Count > query.Limit };
    }

    private async ValueTask<(long Number, int Day)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await session.ListAsync(
            FindConversationId, [id], static row => (row.Int64(0), row.Int32(1)), cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private async ValueTask LookAsync(DocumentWindow window, CancellationToken cancellationToken)
    {
        int looked = 0;
        int found = 0;
        var asked = Asked();
        var documents = new DocumentCursor(session);
        await documents.OpenAsync(DocumentTokens.Of(terms), window, MostCandidates + 1, cancellationToken).ConfigureAwait(false);
        int atOnce = query.Limit + 50;
        while (true)
        {
            var next = await documents.NextAsync(atOnce, cancellationToken).ConfigureAwait(false);
            looked += next.Count;
            var texts = await IndexedText.ReadAsync(session, next, asked, cancellationToken).ConfigureAwait(false);
            found += texts.Count;
            _hits.AddRange(texts.Where(text => terms.AreAllIn(text.Document)).OrderByDescending(static text => text.Found.Ticks));

            // What has the same time as the last hit may come before it.
            if (next.Count < atOnce || (_hits.Count > query.Limit && next[^1].Ticks < _hits[query.Limit].Found.Ticks))
            {
                break;
            }

            atOnce = Math.Min(Math.Min(2 * atOnce, MostAtOnce), Math.Min(MostCandidates - looked, MostFound - found));
            if (atOnce <= 0)
            {
                _stopped = (await documents.NextAsync(1, cancellationToken).ConfigureAwait(false)).Count > 0;
                break;
            }
        }

        await documents.CloseAsync(cancellationToken).ConfigureAwait(false);
    }

    private ConversationSelection Asked()
    {
        var arguments = new SqlArguments();
        List<string> asked = [ConversationSelection.All(debug: query.Environment == ConversationEnvironment.Debug).Sql,
            .. ScopeFilter.Conditions(query.Scope, arguments)];
        foreach (var (column, value) in ((string, object?)[])[("agent", query.AgentId), ("environment", (int?)query.Environment), ("channel", query.Channel)])
        {
            if (value is not null)
            {
                asked.Add($"c.{column} = {arguments.Add(value)}");
            }
        }

        return new ConversationSelection(string.Join(" AND ", asked), arguments.Values);
    }
}
