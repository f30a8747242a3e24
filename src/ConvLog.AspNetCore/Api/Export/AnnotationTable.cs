using System.Buffers;
using System.Text;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>One improved answer a row: the question and both answers first, as whoever takes them over needs them.</summary>
internal sealed class AnnotationTable : IExportFormat
{
    private static readonly string[] s_columns =
    [
        "question", "answer", "improved_answer", "improved_by", "improved_at", "conversation_id", "turn_ordinal", "agent_id", "environment", "channel",
            "model", "user_rating",
        "team_rating",
    ];

    public string ContentType => "text/csv; charset=utf-8; header=present";

    public string FileName => "improved-answers.csv";

    public bool IsTable => true;

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<string> Columns => s_columns;

    public void Begin(IBufferWriter<byte> output) => output.Write(Encoding.UTF8.GetBytes(string.Join(',', s_columns) + "\r\n"));

    public void Write(IBufferWriter<byte> output, ConversationView conversation)
    {
        var text = new StringBuilder();
        var csv = new CsvText(text);
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
                    .Text(Words.Of(conversation.Summary.Environment))
                    .Text(conversation.Summary.Channel)
                    .Text(turn.Usage?.Model)
                    .Text(Words.Of(RatingBy(FeedbackSource.User, turn)))
                    .Text(Words.Of(RatingBy(FeedbackSource.Team, turn)))
                    .End();
            }
        }

        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static FeedbackRating? RatingBy(FeedbackSource source, TurnView turn) => turn.Feedback.LastOrDefault(feedback => feedback.Source == source)?.Rating;
}
