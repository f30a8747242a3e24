using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>An improved answer per row. The columns with the question and both answers come first.</summary>
internal sealed class AnnotationTable() : CsvTable<ConversationView>(s_columns)
{
    private static readonly string[] s_columns =
    [
        "question", "answer", "improved_answer", "improved_by", "improved_at", "conversation_id", "turn_ordinal", "agent_id", "environment", "channel",
            "model", "user_rating",
        "team_rating",
    ];

    public override string Kind => "improved-answers";

    public static IReadOnlyList<string> Columns => s_columns;

    protected override void WriteRows(CsvText csv, ConversationView conversation)
    {
        foreach (var turn in conversation.Turns)
        {
            foreach (var annotation in turn.Annotations)
            {
                csv.Text(turn.UserInput.Text)
                    .Text(turn.AgentResponse.Text)
                    .Text(annotation.ImprovedAnswer.Text)
                    .Text(annotation.Author)
                    .Time(annotation.CreatedAt)
                    .Text(conversation.Summary.ConversationId)
                    .Number(turn.Ordinal)
                    .Text(conversation.Summary.AgentId)
                    .Text(EnumNames.Of(conversation.Summary.Environment))
                    .Text(conversation.Summary.Channel)
                    .Text(turn.Usage?.Model)
                    .Text(EnumNames.Of(RatingBy(FeedbackSource.User, turn)))
                    .Text(EnumNames.Of(RatingBy(FeedbackSource.Team, turn)))
                    .End();
            }
        }
    }

    private static FeedbackRating? RatingBy(FeedbackSource source, TurnView turn) => turn.Feedback.LastOrDefault(feedback => feedback.Source == source)?.Rating;
}
