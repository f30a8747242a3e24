using ConvLog.AspNetCore.Text;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>A conversation per row, with its first problem and its ratings.</summary>
internal sealed class ConversationTable() : CsvTable<ConversationView>(s_columns)
{
    private static readonly string[] s_columns =
    [
        "conversation_id", "agent_id", "account_id", "project_id", "environment", "channel", "user", "from_number", "to_number", "language", "variant_id",
            "handoff_destination",
        "status", "started_at", "ended_at", "duration_ms", "end_reason", "title", "turns", "function_calls", "model_calls", "total_tokens", "problems",
        "first_problem", "first_problem_function", "first_problem_status", "warnings", "errors", "labels", "scores", "user_likes", "user_dislikes",
        "user_reasons", "user_comments", "team_likes", "team_dislikes", "team_reasons", "team_comments", "improved_answers", "notes", "assigned_to", "read_by",
    ];

    public override string Kind => "conversations-one-per-row";

    public static IReadOnlyList<string> Columns => s_columns;

    /// <summary>Whether the reader can view comments that are personal data; otherwise they are omitted.</summary>
    public bool HasPersonalComments { get; set; }

    /// <summary>The first problem of each conversation, by the conversation's ID.</summary>
    public IReadOnlyDictionary<string, FirstProblem> FirstProblems { get; set; } = new Dictionary<string, FirstProblem>(StringComparer.Ordinal);

    protected override void WriteRows(CsvText csv, ConversationView conversation)
    {
        var summary = conversation.Summary;
        ConversationCells.Write(csv, summary);
        csv.Text(summary.InProgress ? "in_progress" : "ended")
            .Time(summary.StartedAt)
            .Time(summary.EndedAt)
            .Milliseconds(summary.Duration)
            .Text(EnumNames.Of(summary.EndReason))
            .Text(summary.Title.Text)
            .Number(summary.TurnCount)
            .Number(summary.FunctionOutcomes.Count)
            .Number(summary.ModelCallCount)
            .Number(summary.TotalTokens);
        WriteProblems(csv, summary);
        csv.Text(string.Join("; ", conversation.Labels.Concat(conversation.Turns.SelectMany(static turn => turn.Labels))
                .Select(static label => label.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)))
            .Text(ConversationCells.Joined([conversation.Scores, .. conversation.Turns.SelectMany(ConversationCells.ScoresOf),
                .. conversation.FunctionEvents.Select(static call => call.Scores), .. conversation.ModelCalls.Select(static call => call.Scores)]));
        WriteRatings(csv, conversation, FeedbackSource.User, summary.UserLikes, summary.UserDislikes);
        WriteRatings(csv, conversation, FeedbackSource.Team, summary.TeamLikes, summary.TeamDislikes);
        csv.Number(conversation.Turns.Sum(static turn => turn.Annotations.Count))
            .Number(conversation.Notes.Count)
            .Text(summary.AssignedTo)
            .Text(summary.ReadBy)
            .End();
    }

    private void WriteProblems(CsvText csv, ConversationSummaryView conversation)
    {
        var first = FirstProblems.GetValueOrDefault(conversation.ConversationId);
        csv.Number(conversation.Problems.Total)
            .Text(first is null ? null : FirstProblemText.Of(first))
            .Text(first?.Function ?? first?.Model ?? first?.Endpoint)
            .Number(first?.StatusCode)
            .Number(conversation.WarningCount)
            .Number(conversation.ErrorCount);
    }

    private void WriteRatings(CsvText csv, ConversationView conversation, FeedbackSource source, int likes, int dislikes)
    {
        List<FeedbackView> given = [.. conversation.Turns.SelectMany(static turn => turn.Feedback).Where(feedback => feedback.Source == source)];
        csv.Number(likes)
            .Number(dislikes)
            .Text(string.Join("; ", given.SelectMany(static feedback => feedback.Reasons).Distinct(StringComparer.Ordinal)))
            .Text(string.Join("; ", given.Where(feedback => feedback.Comment is { IsEmpty: false } comment && (HasPersonalComments || !comment.IsPii))
                .Select(static feedback => feedback.Comment)));
    }
}
