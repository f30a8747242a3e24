using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;
using ConvLog.Storage.Contract.Search;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>One search. The index names candidate documents, newest first; their texts are read until there are enough hits.</summary>
/// <param name="session">The connection.</param>
/// <param name="query">What to search, and where.</param>
/// <param name="terms">The terms of <see cref="SearchQuery.Text"/>.</param>
internal sealed class TextSearch(Session session, SearchQuery query, SearchTerms terms)
{
    /// <summary>A search ends after this many documents of the scope. The two bounds keep searches for common words short.</summary>
    public const int MostCandidates = 10_000;
    private const string FindConversationId = "SELECT conversation, day FROM #.conversation_id WHERE id = $1";

    /// <summary>A search ends after reading this many texts within its filters.</summary>
    public const int MostRead = 8_000;

    private const int FewAtOnce = 20;
    private const int MostAtOnce = 200;

    private readonly List<FoundText> _hits = [];

    // An entry that arrived out of order is in two documents.
    private readonly HashSet<(DocumentKind Kind, long Conversation, long No)> _known = [];
    private DateTimeOffset? _searchedFrom;

    public async ValueTask<StoredSearch> RunAsync(CancellationToken cancellationToken)
    {
        var window = new DocumentWindow { From = query.From, To = query.To, EntriesOnly = query.EntriesOnly, Scope = query.Scope };
        if (query.ConversationId is { } id)
        {
            var found = await session.ListAsync(FindConversationId, [id], static row => (row.Int64(0), row.Int32(1)), cancellationToken).ConfigureAwait(false);
            window = window with { Conversation = found.FirstOrDefault() }; // No conversation has the number 0.
        }

        await LookAsync(window, cancellationToken).ConfigureAwait(false);
        return StoredSearch.Of([.. _hits.Take(Limit() + 1).Select(hit => hit.Candidate.Hit(terms))], query, _searchedFrom);
    }

    private async ValueTask LookAsync(DocumentWindow window, CancellationToken cancellationToken)
    {
        int looked = 0;
        int read = 0;
        var asked = SelectConversations();
        var documents = new DocumentCursor(session, DocumentQuery.Of(terms), window, MostCandidates + 1);
        int atOnce = FewAtOnce;
        while (true)
        {
            var next = await documents.NextAsync(atOnce, cancellationToken).ConfigureAwait(false);
            looked += next.Count;
            var texts = await IndexedText.ReadAsync(session, next, asked, cancellationToken).ConfigureAwait(false);
            read += texts.Count;
            _hits.AddRange(texts.Where(text => IsInWindow(text.Ticks) && terms.AreAllIn(text.Document) && _known.Add(text.Key)));
            _hits.Sort(static (a, b) => SearchCandidate.InOrder(a.Candidate, b.Candidate));

            // A document with the same time as the last hit may sort before it.
            int limit = Limit();
            if (next.Count < atOnce || (_hits.Count > limit && next[^1].Ticks < _hits[limit].Ticks))
            {
                break;
            }

            atOnce = Math.Min(Math.Min(2 * atOnce, MostAtOnce), MostCandidates - looked);
            if (atOnce <= 0 || read >= MostRead)
            {
                bool isMore = (await documents.NextAsync(1, cancellationToken).ConfigureAwait(false)).Count > 0;
                _searchedFrom = isMore ? new DateTimeOffset(next[^1].Ticks, TimeSpan.Zero).AddTicks(1) : null;
                break;
            }
        }
    }

    private int Limit() => StoredSearch.LimitOf(_hits, query, static hit => hit.Ticks);

    private bool IsInWindow(long ticks) => !(ticks < query.From?.UtcTicks) && !(ticks >= query.To?.UtcTicks);

    private RowSelection SelectConversations()
    {
        var arguments = new SqlArguments();
        List<string> asked = [RowSelection.All(debug: query.Environment == ConversationEnvironment.Debug).Sql,
            .. ScopeFilter.Conditions(query.Scope, arguments)];
        foreach (var (column, value) in ((string, object?)[])[("agent", query.AgentId), ("environment", (int?)query.Environment), ("channel", query.Channel)])
        {
            if (value is not null)
            {
                asked.Add($"c.{column} = {arguments.Add(value)}");
            }
        }

        return new RowSelection(string.Join(" AND ", asked), arguments.Values);
    }
}
