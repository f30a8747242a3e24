using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Reading;

namespace ConvLog;

/// <summary>
/// Reads lists of conversations with their counts, problems and search hits, as one reader may see them, from one snapshot
/// (<see cref="ConversationReader.ReadSnapshotAsync{T}"/>). Its methods do what those of <see cref="ConversationReader"/> do.
/// </summary>
public sealed partial class ConversationListReader
{
    // Searching the whole history is opt-in.
    private static readonly TimeSpan s_searchWindow = TimeSpan.FromDays(7);

    // Bounds the calls and entries that a store reads for all conversations together: databases need a few milliseconds for a page.
    private const int MostExamined = 20_000;

    private readonly Reader _reader;
    private readonly IConversationLists _lists;
    private readonly AccessWriter _access;
    private readonly ReadingRules _rules;

    // Set once, so that all reads of the snapshot are of the same conversations.
    private readonly (DateTimeOffset Idle, DateTimeOffset Waiting, DateTimeOffset Searched) _since;

    internal ConversationListReader(Reader reader, IConversationLists lists, AccessWriter access, ReadingRules rules)
    {
        ArgumentNullException.ThrowIfNull(reader);
        (_reader, _lists, _access, _rules) = (reader, lists, access, rules);
        _since = (rules.Gate.IdleSince, rules.Gate.WaitingSince, rules.Time.GetUtcNow() - s_searchWindow);
    }

    /// <inheritdoc cref="ConversationReader.ListAsync"/>
    public async ValueTask<ConversationPage> ListAsync(ConversationQuery query, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var asked = Complete(query, cursor);
        var page = await _lists.ListAsync(asked, CountsPii(_reader, query), _rules.Gate.NeededBy(_reader), cancellationToken).ConfigureAwait(false);
        await _access.WriteAsync(_reader, query, page, cancellationToken).ConfigureAwait(false);
        return new ConversationPage
        {
            Conversations = [.. page.Conversations.Select(conversation => _rules.Gate.View(conversation, _reader))],
            Total = page.Total,
            Next = _rules.Cursors.Of(page.Next, _reader, query),
            SearchStopped = page.SearchStopped,
            IsComplete = page.IsComplete,
            SearchedFrom = page.SearchedFrom ?? (asked.Text is null ? null : asked.From),
        };
    }

    /// <summary>Counts the conversations of a list.</summary>
    /// <param name="query">The conversations, as in <see cref="ListAsync"/>; order and paging are ignored.</param>
    /// <param name="most">The maximum number of conversations that may be examined for it; null for no limit.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The number of conversations; null if counting takes more.</returns>
    /// <exception cref="ArgumentException">The query filters by personal data.</exception>
    public async ValueTask<int?> CountAsync(ConversationQuery query, int? most = null, CancellationToken cancellationToken = default)
    {
        EnsureCountable(query);
        var counted = query with { Limit = 1, Offset = 0, CountTotal = true, MostCounted = most };
        var page = await _lists.ListAsync(Complete(counted, cursor: null), CountsPii(_reader, counted), PersonalData.None, cancellationToken)
            .ConfigureAwait(false);
        return page.Total;
    }

    /// <inheritdoc cref="ConversationReader.CountFacetsAsync"/>
    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, int most = 100_000, CancellationToken cancellationToken = default)
    {
        EnsureCountable(query);
        var newest = query with { Sort = ConversationSort.Created, Ascending = false, Limit = most, Offset = 0 };
        return Capability.Of<IFacetStore>(_lists).CountFacetsAsync(Complete(newest, cursor: null), CountsPii(_reader, newest), cancellationToken);
    }

    /// <inheritdoc cref="ConversationReader.ListAgentsAsync"/>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(CancellationToken cancellationToken = default)
        => _lists.ListAgentsAsync(_reader.Scope, cancellationToken);

    /// <inheritdoc cref="ConversationReader.FindFirstProblemsAsync"/>
    public async ValueTask<IReadOnlyList<FirstProblem>> FindFirstProblemsAsync(IReadOnlyList<ConversationSummaryView> conversations,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversations);
        var examined = Examined(conversations.Where(static conversation => conversation.Problems.Total > conversation.Problems.Losses),
            static conversation => conversation.EntryCount + conversation.FunctionOutcomes.Count);
        if (examined.Count == 0 || _lists is not ILookupStore lookup)
        {
            return [];
        }

        var found = await lookup.ReadFirstProblemsAsync([.. examined.Keys], cancellationToken).ConfigureAwait(false);

        // A call without an end is a problem only once its conversation has ended.
        return [.. found.Where(problem => problem.Outcome is not null || !IsCall(problem) || !examined[problem.ConversationId].InProgress)];
    }

    /// <inheritdoc cref="ConversationReader.FindLastAnswersAsync"/>
    public async ValueTask<IReadOnlyList<LastAnswer>> FindLastAnswersAsync(IReadOnlyList<ConversationSummaryView> conversations,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversations);
        var examined = Examined(conversations.Where(static conversation => conversation.TurnCount > 0),
            static conversation => conversation.TurnCount + conversation.FunctionOutcomes.Count);
        return examined.Count == 0 || UtterancesArePersonal || _lists is not ILookupStore lookup
            ? [] : await lookup.ReadLastAnswersAsync([.. examined.Keys], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The query with the reader's scope and the defaults of a list.</summary>
    internal ConversationQuery Complete(ConversationQuery query, string? cursor) => query with
    {
        Scope = _reader.Scope,
        From = query.Text is null ? query.From : query.From ?? _since.Searched,
        EntriesOnly = query.EntriesOnly || UtterancesArePersonal,
        IdleSince = _since.Idle,
        WaitingSince = _since.Waiting,
        After = _rules.Cursors.Read(cursor, _reader, query),
    };

    /// <summary>
    /// Whether personal data affects the filter, order or paging of a list. A reader who requests personal data gets the same list before and after the
    /// request, except for a filter by personal data, which matches nothing before it.
    /// </summary>
    internal static bool CountsPii(Reader reader, ConversationQuery query)
        => reader.CanReadPii && (!reader.AsksForPii || query.LooksUpPersonalData);

    private static void EnsureCountable(ConversationQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.LooksUpPersonalData)
        {
            throw new ArgumentException("Values are not counted of conversations that are looked up by a user's ID, a number or attributes.", nameof(query));
        }
    }

    // Conversations within the reader's scope, up to a total size.
    private Dictionary<string, ConversationSummaryView> Examined(IEnumerable<ConversationSummaryView> conversations, Func<ConversationSummaryView, int> sizeOf)
    {
        var examined = new Dictionary<string, ConversationSummaryView>(StringComparer.Ordinal);
        int left = MostExamined;
        foreach (var conversation in conversations.Where(conversation => _reader.Scope.Includes(conversation.AgentId, conversation.AccountId)))
        {
            int size = sizeOf(conversation);
            if (size <= left && examined.TryAdd(conversation.ConversationId, conversation))
            {
                left -= size;
            }
        }

        return examined;
    }

    private static bool IsCall(FirstProblem problem) => problem is { Message: null, StatusCode: null } and not { Function: null, Model: null };

    // If utterances are personal, whether a text finds a conversation reveals personal data.
    private bool UtterancesArePersonal => _rules.Privacy.Utterances == PrivacyClass.Personal;
}
