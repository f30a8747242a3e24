using System.Text;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Writing;

/// <content>
/// What a list shows of a conversation. Entries, of which there may be many, are added to what was counted; of turns, function events, ratings and openings there are
/// few, so they are counted anew whenever one of them changed.
/// </content>
internal sealed partial class WriteBatch
{
    private const string FindOpeningParts = $"SELECT conversation, ref, payload, checksum FROM #.pii WHERE {These} AND kind = 1";
    private const string FindSubjects = $"SELECT conversation, kind, hash FROM #.subject WHERE {These}";

    private const string FindTitles = """
        SELECT turn.conversation, turn.no, turn.user_input, turn.agent_response, pii.payload, pii.checksum
        FROM unnest($1, $2, $3) AS given (conversation, day, no)
        JOIN #.turn AS turn ON turn.conversation = given.conversation AND turn.day = given.day AND turn.no = given.no AND turn.day = ANY($4) AND turn.conversation = ANY($1)
        LEFT JOIN #.pii AS pii ON pii.conversation = turn.conversation AND pii.day = turn.day AND pii.kind = 4 AND pii.ref = turn.no AND pii.day = ANY($4) AND pii.conversation = ANY($1)
        """;

    private readonly BulkRows _goneSubjects = new("subject", "conversation bigint", "day bigint", "kind bigint", "hash bytea");
    private readonly Dictionary<long, StoredTitle> _titles = [];

    private async ValueTask SummarizeAsync(CancellationToken cancellationToken)
    {
        var changed = _changes.Values.Where(static change => change.IsChanged).ToList();
        foreach (var change in changed)
        {
            Count(change);
        }

        var known = changed.FindAll(IsKnownNew);
        await ReadOpeningsAsync(known.FindAll(static change => !change.IsNew), cancellationToken).ConfigureAwait(false);
        await FindKeysAsync(known.Concat(_doubtful.Select(static entry => entry.Change)).Concat(changed.Where(static change => change.Parts.Count > 0)), cancellationToken).ConfigureAwait(false);
        CompareDoubtful();
        foreach (var change in known)
        {
            await UpdateKnownAsync(change, cancellationToken).ConfigureAwait(false);
        }

        await MakeKeysAsync(cancellationToken).ConfigureAwait(false);
    }

    // Whether what stands of a conversation as a whole is to be written anew: an opening changed, or the title may have.
    private bool IsKnownNew(ConversationChange change)
    {
        if (change.Changes(RecordKinds.Openings))
        {
            return true;
        }

        return change.Changes(RecordKinds.Turns) && change.Columns.Listed is not null
            && TitleTurnOf(change) is var turn && (turn?.Given is not null || !ReferenceEquals(turn, change.TitleTurn));
    }

    private static void Count(ConversationChange change)
    {
        var columns = change.Columns;
        Add(ref columns.Visible, change.Visible);
        Add(ref columns.All, change.Visible);
        Add(ref columns.All, change.Personal);
        if (change.Changes(RecordKinds.Course))
        {
            long? opened = change.Writers.Values.Where(static writer => writer.Revision is not null).Max(static writer => writer.Closed ?? writer.Opened);
            columns.Happened = Latest(CountTurns(change), CountCalls(change), opened);
        }

        if (change.Changes(RecordKinds.Feedback))
        {
            CountFeedback(change);
        }

        if (change.Changes(RecordKinds.Annotations))
        {
            columns.Annotations = change.Annotations.Values.Count(static annotation => !annotation.IsRemoved);
        }
    }

    private static void Add(ref LoggedCounts counts, in LoggedCounts added)
    {
        counts.Entries += added.Entries;
        counts.Warnings += added.Warnings;
        counts.Errors += added.Errors;
        if (added.Latest is { } latest)
        {
            counts.At(latest);
        }
    }

    private static long? CountTurns(ConversationChange change)
    {
        var columns = change.Columns;
        var tokens = Int128.Zero;
        long? last = null;
        columns.Slowest = null;
        foreach (var turn in change.Turns.Values)
        {
            tokens += (Int128)turn.InputTokens + turn.OutputTokens;
            columns.Slowest = Latest(columns.Slowest, turn.Latency);
            last = Latest(last, turn.Ended ?? turn.Started);
        }

        (columns.Turns, columns.Tokens) = (change.Turns.Count, SummaryCalculator.Tokens(tokens));
        return last;
    }

    private static long? CountCalls(ConversationChange change)
    {
        var outcomes = new StringBuilder(change.Calls.Count);
        long? last = null;
        foreach (var call in change.Calls.Values.OrderBy(static call => call.Order))
        {
            outcomes.Append(OutcomeLetters.Of((FunctionOutcome?)call.Outcome));
            last = Latest(last, SummaryCalculator.EndOf(call.Started, call.Duration ?? 0));
        }

        change.Columns.Outcomes = outcomes.ToString();
        change.Columns.FailedCalls = change.Calls.Values.Count(static call => call.Outcome == (long)FunctionOutcome.Failed);
        return last;
    }

    private static void CountFeedback(ConversationChange change)
    {
        var columns = change.Columns;
        Array.Clear(columns.Ratings);
        Array.Clear(columns.Comments);
        foreach (var ((_, source), feedback) in change.Feedback.Where(static feedback => feedback.Value.Rating is not null))
        {
            int team = source == FeedbackSource.Team ? 1 : 0;
            columns.Ratings[(team * 2) + ((FeedbackRating)feedback.Rating!.Value == FeedbackRating.Dislike ? 1 : 0)]++;
            columns.Comments[team] += feedback.HasComment ? 1 : 0;
        }
    }

    private static long? Latest(params ReadOnlySpan<long?> times)
    {
        long? last = null;
        foreach (long? time in times)
        {
            last = last is null || time > last ? time : last;
        }

        return last;
    }
}
