using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Pages.Team;
using ConvLog.AspNetCore.Pages.Views;
using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages;

/// <summary>A conversation with the data that its review page derives once.</summary>
internal sealed class ReviewedConversation
{
    // In longer waterfalls the rows are collapsed.
    private const int MostOpen = 5;

    private readonly Dictionary<string, int> _turnOfProblem = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Waterfall?> _waterfalls = [];
    private readonly Selection? _addressed;
    private readonly ILookup<int, (HandoffView Handoff, int Number)> _handoffs;
    private readonly ILookup<string?, HandoffView> _handOvers;

    /// <param name="view">The conversation.</param>
    /// <param name="part">The part whose log is shown, from 1; the nearest if it does not exist.</param>
    /// <param name="hit">The entry or turn that a search found, whose part is shown; null for none.</param>
    /// <param name="addressed">The selection in the address, whose part is shown; null for none.</param>
    public ReviewedConversation(ConversationView view, int part = 1, SearchTarget? hit = null, Selection? addressed = null)
    {
        View = view;
        Hit = hit;
        _addressed = addressed;
        Parts = ReviewPart.Of(view.Turns);
        var firstTurn = view.Turns.Count > 0 ? view.Turns[0].StartedAt : DateTimeOffset.MinValue;
        int led = hit?.Turn ?? (addressed is { Turn: 0, Time: { } time } && time >= firstTurn ? view.Turns.Count : addressed?.Turn ?? 0);
        part = led > 0 ? Parts.First(known => led <= known.Last).Number : part;
        Part = Parts.Count > 0 ? Parts[Math.Clamp(part, 1, Parts.Count) - 1] : new ReviewPart(1, 0, 0);
        Before = UnassignedLog.Of(view, Anchor.Before, "Before the first turn", time => time < firstTurn);
        Outside = UnassignedLog.Of(view, Anchor.Outside, "Outside turns", time => time >= firstTurn);
        Problems = new Problems(Placed(Before.Problems, Part.First is 0 ? 0 : 1).Concat(view.Turns.SelectMany(turn => Placed(Problems.Of(turn), turn.Ordinal)))
            .Concat(Placed(Outside.Problems, view.Turns.Count)));
        _handoffs = view.Handoffs.Select(static (handoff, i) => (handoff, i + 1)).ToLookup(handed => TurnAfter(view, handed.handoff));
        _handOvers = view.Handoffs.Where(static handoff => handoff.Kind == HandoffKind.Agent)
            .ToLookup(static handoff => handoff.TurnId, StringComparer.Ordinal);
        Cause = Cause.Of(view);
        Selected = SelectedIn(view, addressed, Cause);
        Overview = Overview.Of(view);
        Usage = new UsageTotals(view.Turns);
        Origins = new MessageOrigins(view.Turns);
    }

    public ConversationView View { get; }

    /// <summary>The parts of the log; none without a turn.</summary>
    public IReadOnlyList<ReviewPart> Parts { get; }

    public ReviewPart Part { get; }

    /// <summary>The entry or turn that a search found; null if the page was not opened from a search hit.</summary>
    public SearchTarget? Hit { get; }

    /// <summary>The first problem; null for none.</summary>
    public Cause? Cause { get; }

    /// <summary>The selection in the inspector: that of the address, else the call of the first problem; null for none.</summary>
    public Selection? Selected { get; }

    /// <summary>The usual figures of the function of the selected call; null if they are not available yet.</summary>
    public FunctionStatistics? Usual { get; init; }

    /// <summary>Whether an element is the selection in the address.</summary>
    public bool IsAddressed(string anchor) => string.Equals(_addressed?.Anchor, anchor, StringComparison.Ordinal);

    /// <summary>The selection in the inspector.</summary>
    public static Selection? SelectedIn(ConversationView view, Selection? addressed, Cause? cause)
        => addressed ?? Selection.Find(view, cause?.Call?.Id ?? cause?.Model?.Id);

    /// <summary>Whether a call is the selection in the inspector.</summary>
    public bool IsSelected(string id) => string.Equals(Selected?.Call?.Id ?? Selected?.Model?.Id, id, StringComparison.Ordinal);

    /// <summary>Whether a call is expanded initially: it has a problem, is the target of the address or a search, or there are few calls.</summary>
    public bool IsOpen(FunctionEventView call, Waterfall? waterfall)
        => waterfall is null || waterfall.Rows.Count <= MostOpen || Problems.Of(call).Any()
            || string.Equals(_addressed?.Call?.Id, call.Id, StringComparison.Ordinal)
            || call.Entries.Any(entry => IsHit(Anchor.Entry(entry.Id)));

    /// <summary>A link that selects a call, on the page of its part.</summary>
    public string HrefOfCall(string id, int turn) => Paths.Conversation(Summary.ConversationId, Selection.Query(List.LinkQuery, id))
        + (turn > 0 ? Anchor.Href(Anchor.Turn(turn)) : "");

    /// <summary>Whether an entry or turn is the one that a search found.</summary>
    public bool IsHit(string anchor) => string.Equals(Hit?.Anchor, anchor, StringComparison.Ordinal);

    /// <summary>The search text of the list from which the page was opened; null for none.</summary>
    public string? Searched { get; init; }

    /// <summary>The words to highlight in an entry or turn; null if it is not a search hit.</summary>
    public string? HighlightedTextIn(string anchor) => IsHit(anchor) ? Searched : null;

    public required ConsolePaths Paths { get; init; }

    /// <summary>The query of the page's own address: the list from which it was opened, and the part.</summary>
    public string LinkQuery => ReviewPart.Query(List.LinkQuery, Part.Number);

    /// <summary>The list from which the page was opened.</summary>
    public required ListAddress List { get; init; }

    /// <summary>The previous and next conversations in that list.</summary>
    public ConversationNeighbours Neighbours { get; init; } = ConversationNeighbours.None;

    /// <summary>Its position in that list; null if unknown.</summary>
    public QueuePosition? Queue { get; init; }

    /// <summary>The filters of that list, which the conversation matched when it was opened.</summary>
    public IReadOnlyList<SetFilter> Filters { get; init; } = [];

    /// <summary>The saved view that the list is in; null for none.</summary>
    public SavedView? SavedView { get; init; }

    /// <summary>The previous conversation if it was marked as read on the way to this page; else null.</summary>
    public string? MarkedRead { get; init; }

    /// <summary>An invalid form; null for none.</summary>
    public TeamForm? InvalidForm { get; init; }

    /// <summary>The invalid form if it is the one of the given kind, turn and improved answer; else null.</summary>
    /// <param name="kind">The kind of the form.</param>
    /// <param name="turn">Its turn; 0 for none.</param>
    /// <param name="annotation">The improved answer that it replaces.</param>
    public TeamForm? InvalidFormOf(TeamFormKind kind, int turn, Guid? annotation = null)
        => InvalidForm is { } wrong && wrong.Kind == kind && wrong.Turn == turn && wrong.Annotation == annotation ? wrong : null;

    /// <summary>The available reasons of ratings.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The names of scores that the host declares.</summary>
    public IReadOnlyList<string> ScoreNames { get; init; } = [];

    /// <summary>Colleagues to whom other conversations are assigned.</summary>
    public IReadOnlyList<string> SuggestedAssignees { get; init; } = [];

    /// <summary>The maximum length of a text.</summary>
    public int LongestText { get; init; }

    public ConversationSummaryView Summary => View.Summary;

    /// <summary>Whether texts of the conversation are stored, including those by the team.</summary>
    public bool KeepsText => Summary.Recording == Recording.Full;

    public UnassignedLog Before { get; }

    public UnassignedLog Outside { get; }

    public UnassignedLog UnassignedLogOf(string anchor) => string.Equals(anchor, Anchor.Before, StringComparison.Ordinal) ? Before : Outside;

    public Problems Problems { get; }

    public Overview Overview { get; }

    public UsageTotals Usage { get; }

    /// <summary>The places where each message of a request is shown in full.</summary>
    public MessageOrigins Origins { get; }

    /// <summary>The waterfall of a turn; null for a turn without calls, and outside of turns.</summary>
    public Waterfall? WaterfallOf(TurnView? turn)
    {
        if (turn is not null && !_waterfalls.ContainsKey(turn.Ordinal))
        {
            _waterfalls[turn.Ordinal] = Waterfall.Of(turn);
        }

        return turn is null ? null : _waterfalls[turn.Ordinal];
    }

    /// <summary>All changes of the state in chronological order, with the turn of each; 0 outside of turns.</summary>
    public IReadOnlyList<(StateChangeView Change, int Turn)> StateChanges =>
    [
        .. View.StateChanges.Select(static change => (Change: change, Turn: 0))
            .Concat(View.Turns.SelectMany(static turn => turn.StateChanges.Select(change => (Change: change, Turn: turn.Ordinal))))
            .Concat(View.AllFunctionEvents.SelectMany(static call => call.StateChanges.Select(change => (Change: change, Turn: call.TurnOrdinal))))
            .OrderBy(static item => item.Change.Timestamp),
    ];

    /// <summary>The hand-offs that are shown before a turn, each with its number: those since the start of the previous turn.</summary>
    /// <param name="turn">The turn; null for those since the start of the last turn.</param>
    public IEnumerable<(HandoffView Handoff, int Number)> HandoffsBefore(TurnView? turn) => _handoffs[turn?.Ordinal ?? 0];

    /// <summary>The hand-overs between agents in a turn.</summary>
    public IReadOnlyList<HandoffView> HandOversIn(TurnView turn) => [.. _handOvers[turn.Id]];

    /// <summary>The number of entries of a level in the whole conversation.</summary>
    public int Count(EntryLevel level) => Scopes().Sum(scope => scope.Entries.Count(entry => !entry.IsWithheld && entry.Level == level));

    public int ResponseCount => Scopes().Sum(static scope => scope.Responses.Count(static response => !response.IsWithheld));

    /// <summary>Whether the log of a turn is on this page.</summary>
    public bool Shows(int turn) => turn >= Part.First && turn <= Part.Last;

    /// <summary>A link to an element of a turn, on this page or on that of its part.</summary>
    public string Href(string anchor, int turn)
    {
        var part = turn == 0 || Shows(turn) ? Part : Parts.FirstOrDefault(part => turn <= part.Last) ?? Part;
        return part == Part ? Anchor.Href(anchor)
            : Paths.Conversation(Summary.ConversationId, ReviewPart.Query(List.LinkQuery, part.Number)) + Anchor.Href(anchor);
    }

    /// <summary>A link to a problem.</summary>
    public string HrefOfProblem(string anchor) => Href(anchor, _turnOfProblem.GetValueOrDefault(anchor));

    public int ModelCallCount => View.Turns.Sum(static turn => ModelCalls.Of(turn).Count);

    public int FunctionCount => View.AllFunctionEvents.Count();

    // The turn before which a hand-off is shown; 0 if no turn has started since, -1 if it is shown in its own turn.
    private static int TurnAfter(ConversationView view, HandoffView handoff)
        => handoff.Kind == HandoffKind.Agent && view.Turns.Any(turn => string.Equals(turn.Id, handoff.TurnId, StringComparison.Ordinal)) ? -1
        : view.Turns.FirstOrDefault(turn => turn.StartedAt >= handoff.At && !string.Equals(turn.Id, handoff.TurnId, StringComparison.Ordinal))?.Ordinal ?? 0;

    private List<string> Placed(IEnumerable<string> problems, int turn)
    {
        List<string> placed = [.. problems];
        foreach (string problem in placed)
        {
            _turnOfProblem[problem] = turn;
        }

        return placed;
    }

    private IEnumerable<(IReadOnlyList<EntryView> Entries, IReadOnlyList<ApiResponseView> Responses)> Scopes()
        => View.Turns.Select(static turn => (turn.Entries, turn.ApiResponses))
            .Concat(View.AllFunctionEvents.Select(static call => (call.Entries, call.ApiResponses)))
            .Append((View.Entries, View.ApiResponses));
}
