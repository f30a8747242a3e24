using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Statistics;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Counts rows of table <c>score</c> for statistics.</summary>
internal static class ScoreCounting
{
    /// <summary>Adds the rows of a conversation if it started in the period, for a store that reads whole conversations.</summary>
    public static void AddScores(this StatisticsReport report, StoredSummary summary, long conversation, IEnumerable<ScoreRow> rows)
    {
        if (report.Scores is not { } scores || !report.IsInPeriod(summary.StartedAt))
        {
            return;
        }

        string? variant = summary.Conversation.VariantId is { } known ? TextRules.WithoutLoneSurrogates(known) : null;
        long quarter = QuarterHour.Of(summary.StartedAt);
        foreach (var row in rows.Where(static row => !row.IsRemoved))
        {
            string? category = row.Category is null ? null : TextRules.WithoutLoneSurrogates(row.Category);
            scores.Count(conversation, quarter, variant, row.Kind, TextRules.WithoutLoneSurrogates(row.Name), row.Number, category);
        }
    }

    /// <summary>Counts one row; all rows of a conversation must be counted consecutively.</summary>
    /// <param name="report">The report to add to.</param>
    /// <param name="conversation">A number that identifies the conversation.</param>
    /// <param name="quarter">The quarter of an hour in which it started.</param>
    /// <param name="variant">Its variant; null for none.</param>
    /// <param name="kind">The kind of the row.</param>
    /// <param name="name">Its name.</param>
    /// <param name="number">Its number, yes as 1 and no as 0; null for none.</param>
    /// <param name="category">Its category; null for none.</param>
    public static void Count(
        this ScoreReport report, long conversation, long quarter, string? variant, ScoreRowKind kind, string name, double? number, string? category)
    {
        switch (kind)
        {
            case ScoreRowKind.Label: report.LabelOf(name).CountOne(conversation); break;
            case ScoreRowKind.Reason: report.ReasonOf(name).CountOne(conversation); break;
            case ScoreRowKind.Assignment or ScoreRowKind.Assignee: break;
            default:
                report.CellOf(quarter, variant, ScoreMatch.TypeOf(kind), name).Count(conversation, number, category);
                break;
        }
    }
}
