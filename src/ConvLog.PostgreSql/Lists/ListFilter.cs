using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <summary>
/// The condition that a conversation must meet to be in a list: c is its row in "conversation". Only what is asked for stands in it, so that the planner
/// sees which indexes lead there. Texts and fields are searched before.
/// </summary>
/// <param name="query">What is asked for.</param>
/// <param name="withPii">Whether personal entries count.</param>
/// <param name="person">Whom it asks for.</param>
internal sealed class ListFilter(ConversationQuery query, bool withPii, UserFilter person)
{
    private readonly string _counts = withPii ? "a" : "v";

    /// <summary>What stands after WHERE.</summary>
    /// <param name="arguments">Where its values are put.</param>
    /// <param name="hasActivity">Whether "activity" stands after FROM, or is to be looked into apart.</param>
    public string Condition(SqlArguments arguments, bool hasActivity = false)
    {
        string listed = arguments.Add(query.Environment == ConversationEnvironment.Debug ? 0 : 1);
        var conditions = new List<string> { hasActivity ? $"c.listed = {listed} AND a.listed = {listed}" : $"c.listed = {listed}" };
        if (query.From is { } from)
        {
            string isActive = $"a.{_counts}_last >= {arguments.Add(from.UtcTicks)}";
            conditions.Add(hasActivity ? isActive : $"EXISTS (SELECT 1 FROM #.activity AS a WHERE a.conversation = c.conversation AND a.day = c.day AND a.listed = {listed} AND {isActive})");
        }

        conditions.AddRange(ScopeFilter.Conditions(query.Scope, arguments));
        conditions.AddRange(OfWhom(arguments));
        conditions.AddRange(Outcome(arguments));
        conditions.AddRange(Measures(arguments));
        conditions.AddRange(Team());
        return string.Join(" AND ", conditions);
    }

    private IEnumerable<string> OfWhom(SqlArguments arguments)
    {
        if (query.AgentId is { } agent)
        {
            yield return $"c.agent = {arguments.Add(agent)}";
        }

        if (query.AccountId is { } account)
        {
            yield return $"c.account = {arguments.Add(account)}";
        }

        if (query.ProjectId is { } project)
        {
            yield return $"c.project = {arguments.Add(project)}";
        }

        if (query.Environment is { } environment)
        {
            yield return $"c.environment = {arguments.Add((int)environment)}";
        }

        if (query.Channel is { } channel)
        {
            yield return $"c.channel = {arguments.Add(channel)}";
        }

        if (person.User is { } user)
        {
            yield return $"c.end_user = {arguments.Add(user)}";
        }

        if (person.Number is { } number)
        {
            yield return IsAbout(1, arguments.Add(number));
        }

        if (person.UserHash is { } hash)
        {
            yield return IsAbout(0, arguments.Add(hash));
        }
    }

    private IEnumerable<string> Outcome(SqlArguments arguments)
    {
        if (query.HasError is { } hasError)
        {
            yield return hasError ? Has("errors") : $"c.{_counts}_errors = 0";
        }

        if (query.HasWarning is { } hasWarning)
        {
            yield return hasWarning ? Has("warnings") : $"c.{_counts}_warnings = 0";
        }

        if (query.HasFailedFunction is { } hasFailed)
        {
            yield return Any("c.failed_calls", hasFailed);
        }

        if (query.FunctionName is { } function)
        {
            yield return $"EXISTS (SELECT 1 FROM #.call WHERE call.name = {arguments.Add(function)} AND call.conversation = c.conversation AND call.day = c.day)";
        }

        switch (query.Level)
        {
            case EntryLevel.Error: yield return Has("errors"); break;
            case EntryLevel.Warning: yield return Has("warnings"); break;
            case EntryLevel.Info: yield return $"c.{_counts}_entries > c.{_counts}_warnings + c.{_counts}_errors"; break;
        }
    }

    private IEnumerable<string> Measures(SqlArguments arguments)
    {
        (string Comparison, long? Bound)[] bounds =
        [
            ("c.created <", query.To?.UtcTicks),
            ("c.slowest >=", query.MinLatency?.Ticks),
            ("c.slowest <=", query.MaxLatency?.Ticks),
            ("c.tokens >=", query.MinTokens),
            ("c.tokens <=", query.MaxTokens),
        ];
        return bounds.Where(static bound => bound.Bound is not null).Select(bound => $"{bound.Comparison} {arguments.Add(bound.Bound)}");
    }

    // That it is rated at all follows, and leads to an index.
    private IEnumerable<string> Team()
    {
        const string IsRated = "c.user_likes + c.user_dislikes + c.team_likes + c.team_dislikes > 0";
        if (query.Rating is { } rating)
        {
            yield return $"{IsRated} AND {BySource(rating == FeedbackRating.Like ? "likes" : "dislikes")} > 0";
        }

        if (query.IsRated is { } isRated)
        {
            yield return isRated ? $"{IsRated} AND {BySource("likes")} + {BySource("dislikes")} > 0" : $"{BySource("likes")} + {BySource("dislikes")} = 0";
        }

        if (query.HasComment is { } hasComment)
        {
            yield return hasComment ? $"{IsRated} AND {BySource("comments")} > 0" : $"{BySource("comments")} = 0";
        }

        if (query.IsAnnotated is { } isAnnotated)
        {
            yield return Any("c.annotations", isAnnotated);
        }

        if (query.IsUnread is { } isUnread)
        {
            yield return isUnread ? "c.read_at IS NULL" : "c.read_at IS NOT NULL";
        }
    }

    private string BySource(string column) => query.RatingSource switch
    {
        null => $"c.user_{column} + c.team_{column}",
        FeedbackSource.User => $"c.user_{column}",
        _ => $"c.team_{column}",
    };

    private string Has(string level) => $"c.{_counts}_{level} > 0";

    private static string Any(string column, bool wanted) => wanted ? $"{column} > 0" : $"{column} = 0";

    private static string IsAbout(int kind, string hash) => FormattableString.Invariant(
        $"NOT c.erasure_pending AND EXISTS (SELECT 1 FROM #.subject WHERE subject.kind = {kind} AND subject.hash = {hash} AND subject.conversation = c.conversation AND subject.day = c.day)");
}
