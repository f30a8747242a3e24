using System.Globalization;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>A turn per row, with its ratings; a conversation without turns has one row.</summary>
internal sealed class TurnTable() : CsvTable<ConversationView>(s_columns)
{
    private static readonly string[] s_columns =
    [
        "conversation_id", "agent_id", "account_id", "project_id", "environment", "channel", "user", "from_number", "to_number", "language", "variant_id",
            "handoff_destination",
        "started_at", "ended_at", "turn_ordinal", "turn_started_at", "user_input", "agent_response", "latency_ms", "model", "input_tokens", "output_tokens",
            "cost", "currency",
        "error_type", "error", "functions", "failed_functions", "warnings", "errors", "user_rating", "user_comment", "team_rating", "team_comment",
            "improved_answer",
        "improved_by", "improved_at", "conversation_labels", "conversation_scores", "turn_labels", "turn_scores", "user_reasons", "team_reasons",
        "outcome", "cancel_reason",
        "response_ms", "speech_to_text_ms", "model_ms", "functions_ms", "text_to_speech_ms", "first_byte_ms", "is_interrupted",
        "end_reason", "answered_by", "answered_by_name", "total_tokens", "costs",
    ];

    public override string Kind => "conversations";

    public static IReadOnlyList<string> Columns => s_columns;

    protected override void WriteRows(CsvText csv, ConversationView conversation)
    {
        foreach (var turn in conversation.Turns.DefaultIfEmpty())
        {
            ConversationCells.Write(csv, conversation.Summary);
            csv.Time(conversation.Summary.StartedAt).Time(conversation.Summary.EndedAt);
            WriteTurn(csv, turn);
            WriteLogged(csv, turn);
            WriteTeam(csv, turn);
            WriteJudgments(csv, conversation, turn);
            csv.Text(EnumNames.Of(turn?.Outcome)).Text(EnumNames.Of(turn?.CancelReason));
            WriteTimes(csv, turn);
            WriteEnd(csv, conversation, turn);
            csv.End();
        }
    }

    private static void WriteTurn(CsvText csv, TurnView? turn) => csv
        .Number(turn?.Ordinal)
        .Time(turn?.StartedAt)
        .Text(turn?.UserInput.Text)
        .Text(turn?.AgentResponse.Text)
        .Milliseconds(turn?.Latency)
        .Text(turn?.Usage?.Model)
        .Number(turn?.Usage?.InputTokens)
        .Number(turn?.Usage?.OutputTokens)
        .Number(turn?.Usage?.Cost)
        .Text(turn?.Usage?.Currency)
        .Text(turn?.ErrorType)
        .Text(turn?.Error?.Text);

    private static void WriteLogged(CsvText csv, TurnView? turn)
    {
        var calls = turn?.FunctionEvents ?? [];
        List<EntryView> entries = [.. turn?.Entries ?? [], .. calls.SelectMany(static call => call.Entries)];
        csv.Text(string.Join("; ", calls.Select(static call => call.Name)))
            .Number(turn is null ? null : calls.Count(static call => call.Outcome == FunctionOutcome.Failed))
            .Number(turn is null ? null : entries.Count(static entry => entry.Level == EntryLevel.Warning))
            .Number(turn is null ? null : entries.Count(static entry => entry.Level == EntryLevel.Error));
    }

    private static void WriteTeam(CsvText csv, TurnView? turn)
    {
        var user = RatingBy(FeedbackSource.User, turn);
        var team = RatingBy(FeedbackSource.Team, turn);
        var improved = turn?.Annotations.MaxBy(static annotation => annotation.CreatedAt);
        csv.Text(EnumNames.Of(user?.Rating))
            .Text(user?.Comment?.Text)
            .Text(EnumNames.Of(team?.Rating))
            .Text(team?.Comment?.Text)
            .Text(improved?.ImprovedAnswer.Text)
            .Text(improved?.Author)
            .Time(improved?.CreatedAt);
    }

    private static void WriteJudgments(CsvText csv, ConversationView conversation, TurnView? turn) => csv
        .Text(Joined(conversation.Labels))
        .Text(ConversationCells.Joined([conversation.Scores]))
        .Text(Joined(turn?.Labels ?? []))
        .Text(turn is null ? "" : ConversationCells.Joined(ConversationCells.ScoresOf(turn)))
        .Text(string.Join("; ", RatingBy(FeedbackSource.User, turn)?.Reasons ?? []))
        .Text(string.Join("; ", RatingBy(FeedbackSource.Team, turn)?.Reasons ?? []));

    private static void WriteTimes(CsvText csv, TurnView? turn) => csv
        .Milliseconds(turn?.ResponseTime)
        .Milliseconds(turn?.Stages?.SpeechToText)
        .Milliseconds(turn?.Stages?.Model)
        .Milliseconds(turn?.Stages?.Functions)
        .Milliseconds(turn?.Stages?.TextToSpeech)
        .Milliseconds(turn?.Stages?.FirstByte)
        .Text(turn is null ? null : turn.IsInterrupted ? "true" : "false");

    private static void WriteEnd(CsvText csv, ConversationView conversation, TurnView? turn) => csv
        .Text(EnumNames.Of(conversation.Summary.EndReason))
        .Text(turn is { IsAnsweredByPerson: true } ? "person" : null)
        .Text(turn?.AnsweredBy?.Text)
        .Number(turn?.Usage?.TotalTokens)
        .Text(CostsOf(turn?.Usage));

    // A cost in a single currency is written to columns of its own.
    private static string? CostsOf(ModelUsage? usage) => usage is { Cost: null } && usage.CostByCurrency() is { Count: > 0 } costs
        ? string.Join("; ", costs.Select(static cost => string.Create(CultureInfo.InvariantCulture, $"{cost.Value} {cost.Key}")))
        : null;

    private static FeedbackView? RatingBy(FeedbackSource source, TurnView? turn) => turn?.Feedback.LastOrDefault(feedback => feedback.Source == source);

    private static string Joined(IReadOnlyList<LabelView> labels) => string.Join("; ", labels.Select(static label => label.Label));
}
