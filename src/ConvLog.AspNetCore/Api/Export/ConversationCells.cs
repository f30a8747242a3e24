using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Cells that the tables of conversations and of their turns have in common.</summary>
internal static class ConversationCells
{
    /// <summary>Writes the first twelve columns, which describe the conversation.</summary>
    public static void Write(CsvText csv, ConversationSummaryView conversation) => csv
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
    public static IEnumerable<IReadOnlyList<ScoreView>> ScoresOf(TurnView turn)
        => turn.FunctionEvents.Select(static call => call.Scores).Concat(turn.ModelCalls.Select(static call => call.Scores)).Prepend(turn.Scores);

    /// <summary>Joins scores into one cell, without ratings, which have their own columns.</summary>
    public static string Joined(IEnumerable<IReadOnlyList<ScoreView>> scores)
        => string.Join("; ", scores.SelectMany(static some => some).Where(static score => !string.Equals(score.Name, "rating", StringComparison.Ordinal))
            .Select(static score => $"{score.Name}={score.Value}"));
}
