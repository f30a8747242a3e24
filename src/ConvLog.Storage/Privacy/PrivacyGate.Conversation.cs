using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.Storage.Privacy;

internal sealed partial class PrivacyGate
{
    public ConversationView View(StoredConversation stored, Reader reader)
    {
        var summary = View(stored.Summary with { Assignment = stored.Assignment is { AssignedTo: not null } standing ? standing : null }, reader);
        reader = ReaderOf(stored.Summary, reader);
        var logged = VisibleLog.Of(stored, reader);
        var ordinals = stored.Turns.Select(static (turn, index) => (turn.Id, Ordinal: index + 1))
            .ToDictionary(static t => t.Id, static t => t.Ordinal, StringComparer.Ordinal);
        List<HandoffRecord> handoffs = [.. stored.Logged.OfType<HandoffRecord>().OrderBy(static handoff => handoff.Timestamp)];
        var scores = new VisibleScores(stored, comment => Masked(comment, options.FeedbackComments, reader));
        var functions = stored.FunctionEvents
            .Select(call => View(call, call.TurnId is null ? 0 : ordinals.GetValueOrDefault(call.TurnId), logged, summary, reader) with
            {
                Scores = scores.OfFunction(call.Id),
            })
            .ToLookup(static call => call.TurnOrdinal);
        var modelCalls = ModelCalls(stored, scores, summary, reader);
        IReadOnlyList<FunctionEventView> FunctionsOf(TurnRecord turn) => Named(functions[ordinals[turn.Id]], modelCalls[turn.Id]);
        var own = logged.In(turnId: null, functionEventId: null);
        return new ConversationView
        {
            Summary = summary,
            Attributes = Masked(stored.Summary.Conversation.Attributes, options.Attributes, reader),
            Turns = [.. stored.Turns.Select(turn => View(turn, ordinals[turn.Id], FunctionsOf(turn), logged, stored, summary, reader) with
            {
                ModelCalls = WithUsage([.. modelCalls[turn.Id]], turn),
                Scores = scores.OfTurn(turn.Id),
                Labels = scores.Labels(turn.Id),
            }).Select(turn => Answered(turn, handoffs, reader))],
            FunctionEvents = [.. functions[0]],
            ModelCalls = [.. modelCalls.Where(turn => !ordinals.ContainsKey(turn.Key)).SelectMany(static calls => calls)],
            Entries = Entries(own, reader),
            ApiResponses = ApiResponses(own, reader),
            StateChanges = StateChanges(own, logged, reader),
            Metrics = [.. OnceOnly(stored.Logged.OfType<MetricRecord>()).Select(metric => new MetricView
            {
                Metric = Masked(metric.Metric, PrivacyClass.Visible, reader),
                Timestamp = metric.Timestamp,
            })],
            Handoffs = [.. handoffs.Select(handoff => View(handoff, reader))],
            Scores = scores.OfConversation,
            Labels = scores.Labels(turnId: null),
            Notes = [.. stored.Notes.Select(note => new NoteView
            {
                Id = note.Id,
                Text = Masked(note.Text, options.TeamTexts, reader)!.Value,
                Author = note.Author,
                CreatedAt = note.CreatedAt,
            })],
        };
    }

    private TurnView View(TurnRecord turn, int ordinal, IReadOnlyList<FunctionEventView> functions, VisibleLog logged, StoredConversation stored,
        ConversationSummaryView summary, Reader reader)
    {
        var own = logged.In(turn.Id, functionEventId: null);
        return new TurnView(turn)
        {
            Ordinal = ordinal,
            UserInput = Utterance(turn.UserInput, reader),
            AgentResponse = Utterance(turn.AgentResponse, reader),
            Heard = OptionalUtterance(turn.Heard, reader),
            Streamed = OptionalUtterance(turn.Streamed, reader),
            Said = [.. turn.Said.Select(part => new SaidPartView { Text = Utterance(part.Text, reader), At = part.At, IsFiller = part.IsFiller })],
            Author = Masked(turn.Author, PrivacyClass.Personal, reader),
            Outcome = turn.OutcomeIn(!summary.InProgress, WaitingSince),
            ResponseTime = turn.ResponseTimeOf(options.Utterances == PrivacyClass.Personal || turn.UtterancesArePersonal.Value),
            Error = Masked(turn.Error, options.ErrorTexts, reader),
            FunctionEvents = functions,
            Entries = Entries(own, reader),
            ApiResponses = ApiResponses(own, reader),
            StateChanges = StateChanges(own, logged, reader),
            Feedback = [.. stored.Feedback.Where(f => IsOf(f.TurnId, turn)).Select(f => new FeedbackView
            {
                Source = f.Source,
                Rating = f.Rating!.Value,
                Comment = Masked(f.Comment, options.FeedbackComments, reader),
                Reasons = f.Reasons,
                CreatedAt = f.CreatedAt,
            })],
            Annotations = [.. stored.Annotations.Where(a => IsOf(a.TurnId, turn)).Select(a => new AnnotationView
            {
                Id = a.Id,
                ImprovedAnswer = Masked(a.ImprovedAnswer, options.TeamTexts, reader)!.Value,
                Author = a.Author,
                CreatedAt = a.CreatedAt,
            })],
        };
    }

    private VisibleText? OptionalUtterance(MaskedText text, Reader reader)
        => text == default || (text.IsEmpty && options.Utterances == PrivacyClass.Personal) ? null : Utterance(text, reader);

    private FunctionEventView View(FunctionEventRecord call, int ordinal, VisibleLog logged, ConversationSummaryView summary, Reader reader)
    {
        var own = logged.In(call.TurnId, call.Id);
        return new FunctionEventView(call)
        {
            TurnOrdinal = ordinal,
            Arguments = Masked(call.Arguments, options.FunctionArguments, reader),
            Outcome = Outcome(call.Outcome, summary.EndedAt),
            Result = call.Result is { } result ? Masked(result, options.FunctionResults, reader) : null,
            Error = Masked(call.Error, options.ErrorTexts, reader),
            Approval = call.Approval is { } approval ? View(approval, reader) : null,
            Handoff = summary.Handoff is { } handoff && string.Equals(handoff.FunctionEventId, call.Id, StringComparison.Ordinal) ? handoff : null,
            Entries = Entries(own, reader),
            ApiResponses = ApiResponses(own, reader),
            StateChanges = StateChanges(own, logged, reader),
            Losses = reader.CanReadPii ? call.Losses : call.VisibleLosses,
        };
    }

    private static ApprovalView View(FunctionApproval approval, Reader reader) => new()
    {
        AskedAt = approval.AskedAt,
        AskedOf = approval.AskedOf,
        Rule = approval.Rule,
        Decision = approval.Decision,
        DecidedAt = approval.DecidedAt,
        DecidedBy = Masked(approval.DecidedBy, PrivacyClass.Personal, reader),
        Reason = Masked(approval.Reason, PrivacyClass.Personal, reader),
        Waited = approval.Waited,
    };

    // A metric that is written once keeps its first value, across all openings.
    private static IEnumerable<MetricRecord> OnceOnly(IEnumerable<MetricRecord> metrics)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return metrics.Where(metric => seen.Add(metric.Metric.Key) || !metric.WriteOnce);
    }

    private static bool IsOf(string turnId, TurnRecord turn) => string.Equals(turnId, turn.Id, StringComparison.Ordinal);
}
