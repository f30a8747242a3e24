using System.Text.Json.Nodes;

namespace ConvLog.Tests.Recount;

/// <content>Scores, labels, reasons and error messages of the conversations that started in a period.</content>
internal sealed partial class Recounted
{
    private static JsonArray Counts(string name, IReadOnlyList<RecountedConversation> conversations, Func<ExpectedConversation, IEnumerable<string>> valuesOf)
        => Ranked(conversations.SelectMany(one => valuesOf(one.Expected), static (one, value) => (one, value))
            .GroupBy(static pair => pair.value, StringComparer.Ordinal)
            .Select(value => (value.Count(), value.Key, new JsonObject
            {
                [name] = value.Key,
                ["count"] = value.Count(),
                ["conversations"] = value.Select(static pair => pair.one).Distinct().Count(),
            })));

    private static JsonArray ScoresOf(IReadOnlyList<RecountedConversation> conversations)
    {
        var scores = conversations.SelectMany(static one => one.Expected.Scores, static (one, score) => (One: one, Score: score))
            .Concat(conversations.SelectMany(static one => one.Expected.Ratings, static (one, rating)
                => (One: one, Score: new ExpectedScore("rating", null, rating.Rating == FeedbackRating.Like, null, IsMetric: false))));
        return Ranked(scores.GroupBy(static score => (score.Score.Name, score.Score.Type)).Select(static named =>
        {
            var figures = Figures([.. named]);
            (figures["name"], figures["type"]) = (named.Key.Name, named.Key.Type);
            figures["variants"] = Ranked(named.GroupBy(static score => score.One.Expected.Variant, StringComparer.Ordinal).Select(static variant =>
            {
                var ofVariant = Figures([.. variant]);
                ofVariant["variant"] = variant.Key;
                return (ofVariant["conversations"]!.GetValue<int>(), variant.Key ?? "", ofVariant);
            }));
            return (named.Count(), $"{named.Key.Name} {named.Key.Type}", figures);
        }));
    }

    private static JsonObject Figures(IReadOnlyList<(RecountedConversation One, ExpectedScore Score)> scores)
    {
        List<double> numbers = [.. scores.Select(static score => score.Score.Number).OfType<double>()];
        int yes = scores.Count(static score => score.Score.YesNo == true);
        return new JsonObject
        {
            ["count"] = scores.Count,
            ["conversations"] = scores.Select(static score => score.One).Distinct().Count(),
            ["average"] = numbers.Count == 0 ? null : numbers.Average(),
            ["min"] = numbers.Count == 0 ? null : numbers.Min(),
            ["max"] = numbers.Count == 0 ? null : numbers.Max(),
            ["yes"] = yes,
            ["yes_share"] = scores[0].Score.YesNo is null ? null : (double)yes / scores.Count,
            ["categories"] = Ranked(scores.Where(static score => score.Score.Category is not null)
                .GroupBy(static score => score.Score.Category!, StringComparer.Ordinal)
                .Select(static category => (category.Count(), category.Key, new JsonObject { ["category"] = category.Key, ["count"] = category.Count() }))),
        };
    }

    private static JsonObject ErrorMessages(IReadOnlyList<RecountedConversation> conversations) => new()
    {
        ["messages"] = Ranked(conversations.SelectMany(static one
            => one.Expected.Entries.Where(static entry => entry is { Level: EntryLevel.Error, IsPii: false }),
                static (one, entry) => (one, entry.Content)).GroupBy(static error => error.Content, StringComparer.Ordinal)
            .Select(static message => (message.Count(), message.Key, new JsonObject
            {
                ["content"] = message.Key,
                ["count"] = message.Count(),
                ["conversations"] = message.Select(static error => error.one).Distinct().Count(),
            }))),
        ["since"] = null,
    };
}
