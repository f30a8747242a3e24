using ConvLog.AspNetCore.Pages.Calls;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>
/// The most important changes of a period. What a function's calls show is one finding: its problems, its durations, and the error messages in its log.
/// Functions come first, then error messages of no function, then ratings and cost.
/// </summary>
/// <param name="report">The content of the page.</param>
/// <param name="paths">The paths.</param>
internal sealed class InsightFindings(InsightReport report, ConsolePaths paths)
{
    private const int Most = 3;
    private const double Deviations = 3;
    private const double LeastCost = 0.1;

    private readonly InsightRequest _request = report.Request;

    public IReadOnlyList<InsightFinding> All => [..
        Functions(report.Changes.Worse).Concat(Messages()).Concat(Ratings()).Concat(Costs()).Concat(Functions(report.Changes.Better)).Take(Most)];

    private IEnumerable<InsightFinding> Functions(IEnumerable<ChangedFigure> changes) => changes.Where(static change => change.Kind != ChangeKind.Message)
        .DistinctBy(static change => change.Name, StringComparer.Ordinal).Select(FunctionOf);

    private InsightFinding FunctionOf(ChangedFigure changed)
    {
        var measure = changed.Kind == ChangeKind.Problems ? CallMeasure.Problems : CallMeasure.Duration;
        var look = report.Looks.FirstOrDefault(look => string.Equals(look.Target.Name, changed.Name, StringComparison.Ordinal));
        var shift = look?.Shifts.FirstOrDefault(shift => shift.Measure == measure && shift.IsRise == changed.IsWorse);
        var change = shift is null ? null : new CallChangeText(shift, look!);
        var other = look?.Shifts.FirstOrDefault(one => one != shift && one.IsRise == changed.IsWorse);
        string? address = shift is null ? _request.FunctionAddress(paths, changed.Name) : _request.Both.FunctionAddress(paths, changed.Name);
        return new InsightFinding(
            shift is null ? changed.Now : change!.FigureOf(shift.ValueAfter ?? shift.After),
            shift is null ? changed.Before : change!.FigureOf(shift.ValueBefore is { Calls: > 0 } ofValue ? ofValue : shift.Before),
            (measure, changed.IsWorse) switch
            {
                (CallMeasure.Problems, true) => "has more problems",
                (CallMeasure.Problems, _) => "has fewer problems",
                (_, true) => "is slower",
                _ => "is faster",
            })
        {
            Function = changed.Name,
            Change = change,
            Also = other is null ? null : new CallChangeText(other, look!),
            Evidence = change is null ? measure == CallMeasure.Problems ? "Calls with problems." : "p95 of its calls." : null,
            Symptom = look is null ? null : WorseMessages.FirstOrDefault(message => IsOf(look, message.Name))?.Name,
            Links = address is null ? [] : [("Open the function", address)],
        };
    }

    private IEnumerable<InsightFinding> Messages() => WorseMessages
        .Where(message => !report.Looks.Any(look => IsOf(look, message.Name)))
        .Select(message => new InsightFinding(message.Now, message.Before, message.Words is "new" ? "New error: " : "More errors: ")
        {
            Message = message.Name,
            Evidence = "Entries with this message.",
            Links = [("Show the conversations", _request.ListOf(paths, ("has_error", "true"), ("q", MessageSearch.Of(message.Name))))],
        });

    // The share of thumbs down against that of the previous period.
    private IEnumerable<InsightFinding> Ratings()
    {
        var (now, before) = (report.Total, report.Before);
        var (ratings, ratingsBefore) = (now.UserLikes + now.UserDislikes, before.UserLikes + before.UserDislikes);
        if (ratings < CallChange.Fewest || ratingsBefore < CallChange.Fewest)
        {
            yield break;
        }

        double share = (double)(now.UserDislikes + before.UserDislikes) / (ratings + ratingsBefore);
        double difference = ((double)now.UserDislikes / ratings) - ((double)before.UserDislikes / ratingsBefore);
        if (Math.Abs(difference) >= Deviations * Math.Sqrt(share * (1 - share) * ((1.0 / ratings) + (1.0 / ratingsBefore))) && difference != 0)
        {
            yield return new(ShownNumber.Count(now.UserDislikes), ShownNumber.Count(before.UserDislikes), $"{(difference > 0 ? "More" : "Fewer")} thumbs down")
            {
                Evidence = $"{CallLabels.Percent(now.UserDislikes, ratings)} of {ShownNumber.Count(ratings, "rating", "ratings")}, "
                    + $"{CallLabels.Percent(before.UserDislikes, ratingsBefore)} before.",
                Links = [("Read the ratings", _request.TurnsOf(paths, InsightTarget.Ratings))],
            };
        }
    }

    private IEnumerable<InsightFinding> Costs()
    {
        foreach (var (currency, cost) in report.Total.Cost.OrderBy(static cost => cost.Key, StringComparer.Ordinal))
        {
            if (report.Total.Conversations < CallChange.Fewest || report.Before.Conversations < CallChange.Fewest || cost <= 0
                || !report.Before.Cost.TryGetValue(currency, out decimal costBefore) || costBefore <= 0)
            {
                continue;
            }

            var (each, eachBefore) = (cost / report.Total.Conversations, costBefore / report.Before.Conversations);
            double change = (double)(each / eachBefore) - 1;
            if (Math.Abs(change) >= LeastCost)
            {
                yield return new(ShownNumber.Money(decimal.Round(each, 4), currency), ShownNumber.Money(decimal.Round(eachBefore, 4), currency),
                    $"A conversation costs {ShownNumber.Percent(Math.Round(Math.Abs(change), 2))} {(change > 0 ? "more" : "less")}")
                {
                    Evidence = "On average.",
                    Links = [("Cost by model", "#models-h")],
                };
            }
        }
    }

    private IEnumerable<ChangedFigure> WorseMessages => report.Changes.Worse.Where(static change => change.Kind == ChangeKind.Message);

    private static bool IsOf(CallDetails look, string message)
        => look.Messages.Any(one => one.Level == EntryLevel.Error && string.Equals(one.Content, message, StringComparison.Ordinal));
}
