using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>A conversation with what its review page works out of it once.</summary>
internal sealed class ReviewedConversation
{
    public ReviewedConversation(ConversationView view)
    {
        View = view;
        var firstTurn = view.Turns.Count > 0 ? view.Turns[0].StartedAt : DateTimeOffset.MinValue;
        Before = LooseLog.Of(view, Anchor.Before, "Before the first turn", time => time < firstTurn);
        Outside = LooseLog.Of(view, Anchor.Outside, "Outside turns", time => time >= firstTurn);
        Problems = new Problems(Before.Problems.Concat(view.Turns.SelectMany(Problems.Of)).Concat(Outside.Problems));
        Overview = Overview.Of(view);
        Usage = new UsageTotals(view.Turns);
    }

    public ConversationView View { get; }

    public ConversationSummaryView Summary => View.Summary;

    public LooseLog Before { get; }

    public LooseLog Outside { get; }

    public Problems Problems { get; }

    public Overview Overview { get; }

    public UsageTotals Usage { get; }

    /// <summary>All changes of the state, in the order of time, with the turn of each; 0 outside any.</summary>
    public IReadOnlyList<(StateChangeView Change, int Turn)> StateChanges =>
    [
        .. View.StateChanges.Select(static change => (Change: change, Turn: 0))
            .Concat(View.Turns.SelectMany(static turn => turn.StateChanges.Select(change => (Change: change, Turn: turn.Ordinal))))
            .Concat(View.AllFunctionEvents.SelectMany(static call => call.StateChanges.Select(change => (Change: change, Turn: call.TurnOrdinal))))
            .OrderBy(static item => item.Change.Timestamp),
    ];

    /// <summary>How many entries of a level there are, wherever they were logged.</summary>
    public int Count(EntryLevel level) => Scopes().Sum(scope => scope.Entries.Count(entry => entry.Level == level));

    public int ResponseCount => Scopes().Sum(static scope => scope.Responses.Count);

    public int FunctionCount => View.AllFunctionEvents.Count();

    private IEnumerable<(IReadOnlyList<EntryView> Entries, IReadOnlyList<ApiResponseView> Responses)> Scopes()
        => View.Turns.Select(static turn => (turn.Entries, turn.ApiResponses))
            .Concat(View.AllFunctionEvents.Select(static call => (call.Entries, call.ApiResponses)))
            .Append((View.Entries, View.ApiResponses));
}
