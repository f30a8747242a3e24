using System.Buffers;
using System.Text;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>An export as CSV for spreadsheets and data tools.</summary>
/// <param name="columns">The columns, in order.</param>
internal abstract class CsvTable(IReadOnlyList<string> columns) : IExportFormat
{
    public string ContentType => IsContinued ? "text/csv; charset=utf-8; header=absent" : "text/csv; charset=utf-8; header=present";

    public abstract string Kind { get; }

    public string Extension => "csv";

    /// <summary>Whether it is appended to an incomplete file, which already has a header row.</summary>
    public bool IsContinued { get; set; }

    /// <summary>Whether it begins with a byte order mark, by which spreadsheets recognize UTF-8.</summary>
    public bool HasMark { get; set; }

    /// <summary>Whether formulas are escaped with an apostrophe.</summary>
    public bool EscapesFormulas { get; set; } = true;

    public void Begin(IBufferWriter<byte> output)
    {
        if (IsContinued)
        {
            return;
        }

        if (HasMark)
        {
            output.Write(Encoding.UTF8.Preamble);
        }

        output.Write(Encoding.UTF8.GetBytes(string.Join(',', columns) + "\r\n"));
    }

    public void Write(IBufferWriter<byte> output, ConversationView conversation)
    {
        var text = new StringBuilder();
        WriteRows(new CsvText(text, EscapesFormulas), conversation);
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    protected abstract void WriteRows(CsvText csv, ConversationView conversation);

    /// <summary>Writes the first twelve columns, which describe the conversation.</summary>
    protected static void WriteConversation(CsvText csv, ConversationSummaryView conversation) => csv
        .Text(conversation.ConversationId)
        .Text(conversation.AgentId)
        .Text(conversation.AccountId)
        .Text(conversation.ProjectId)
        .Text(EnumNames.Of(conversation.Environment))
        .Text(conversation.Channel)
        .Text(conversation.Users.Count == 0 ? null : string.Join("; ", conversation.Users.Select(static user => user.User.Text)))
        .Text(conversation.FromNumber?.Text)
        .Text(conversation.ToNumber?.Text)
        .Text(conversation.Language)
        .Text(conversation.VariantId)
        .Text(conversation.Handoff?.Destination);

    /// <summary>The scores of a turn and of its calls.</summary>
    protected static IEnumerable<IReadOnlyList<ScoreView>> ScoresOf(TurnView turn)
        => turn.FunctionEvents.Select(static call => call.Scores).Concat(turn.ModelCalls.Select(static call => call.Scores)).Prepend(turn.Scores);

    /// <summary>Joins scores into one cell, without ratings, which have their own columns.</summary>
    protected static string Joined(IEnumerable<IReadOnlyList<ScoreView>> scores)
        => string.Join("; ", scores.SelectMany(static some => some).Where(static score => !string.Equals(score.Name, "rating", StringComparison.Ordinal))
            .Select(static score => $"{score.Name}={score.Value}"));
}
