using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog;

/// <content>The first problem of each conversation of a list.</content>
public sealed partial class ConversationReader
{
    // Bounds the calls and entries that a store reads for all conversations together: databases need a few milliseconds for a page.
    private const int MostExaminedForProblems = 20_000;

    /// <summary>
    /// Finds the first problem in conversations of a list that is visible to everyone: personal entries and API responses are excluded for every reader.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversations">
    /// Conversations of one page, as this reader sees them. They are examined in this order, up to a total of 20,000 entries and function calls.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>
    /// One for each conversation that has a problem, in the same order. Dropped and truncated entries are not included. Empty if the store has no
    /// <see cref="StoreCapabilities.Lookup"/>.
    /// </returns>
    public async ValueTask<IReadOnlyList<FirstProblem>> FindFirstProblemsAsync(Reader reader, IReadOnlyList<ConversationSummaryView> conversations,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversations);
        var examined = new Dictionary<string, ConversationSummaryView>(StringComparer.Ordinal);
        int left = MostExaminedForProblems;
        foreach (var conversation in conversations.Where(conversation
            => conversation.Problems.Total > conversation.Problems.Losses && reader.Scope.Includes(conversation.AgentId, conversation.AccountId)))
        {
            int size = conversation.EntryCount + conversation.FunctionOutcomes.Count;
            if (size <= left && examined.TryAdd(conversation.ConversationId, conversation))
            {
                left -= size;
            }
        }

        if (examined.Count == 0 || _store is not ILookupStore lookup)
        {
            return [];
        }

        var found = await lookup.ReadFirstProblemsAsync([.. examined.Keys], cancellationToken).ConfigureAwait(false);

        // A call without an end is a problem only once its conversation has ended.
        return [.. found.Where(problem => problem.Outcome is not null || !IsCall(problem) || !examined[problem.ConversationId].InProgress)];
    }

    private static bool IsCall(FirstProblem problem) => problem is { Message: null, StatusCode: null } and not { Function: null, Model: null };
}
