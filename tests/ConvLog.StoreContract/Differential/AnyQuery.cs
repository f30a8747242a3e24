using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Storage.Contract;

namespace ConvLog.StoreContract.Differential;

/// <summary>Random queries, derived from a seed.</summary>
internal static class AnyQuery
{
    private static readonly Func<Random, ConversationQuery, ConversationQuery>[] s_filters =
    [
        static (random, query) => query with { Scope = random.Scope() },
        static (random, query) => query with { AgentId = random.Of(Vocabulary.Agents) },
        static (random, query) => query with { AccountId = random.Of(Vocabulary.Accounts) },
        static (random, query) => query with { ProjectId = random.Of(Vocabulary.Accounts) },
        static (random, query) => query with { Environment = (ConversationEnvironment)random.Next(4) },
        static (random, query) => query with { Channel = random.Of(Vocabulary.Channels) },
        static (random, query) => query with { From = random.Time() },
        static (random, query) => query with { To = random.Time() },
        static (random, query) => query with { UserId = random.Of(Vocabulary.Users) },
        static (random, query) => query with { UserPseudonym = random.Of(Vocabulary.Pseudonyms) },
        static (random, query) => query with { Number = random.Of(Vocabulary.Numbers) },
        static (random, query) => query with { Attributes = [AnyAttribute(random, "crm")] },
        static (random, query) => query with { Attributes = [AnyAttribute(random, "status"), AnyAttribute(random, random.Of(["", "k\0", "ü"]))] },
        static (random, query) => query with { HasError = random.Rarely() },
        static (random, query) => query with { HasWarning = random.Rarely() },
        static (random, query) => query with { HasFailedFunction = !random.Rarely() },
        static (random, query) => query with { HasProblem = !random.Rarely(), IdleSince = random.Rarely() ? random.Time() : null },
        static (random, query) => query with { Problems = (ProblemKinds)random.Next(64), IdleSince = random.Rarely() ? random.Time() : null },
        static (random, query) => query with { HasInterruption = !random.Rarely() },
        static (random, query) => query with { HasRefusal = !random.Rarely() },
        static (random, query) => query with { HasUnobservedCall = !random.Rarely() },
        static (random, query) => query with { TurnOutcome = (TurnOutcome)random.Next(5), IdleSince = random.Rarely() ? random.Time() : null,
            WaitingSince = random.Rarely() ? random.Time() : null },
        static (random, query) => query with { Approval = (ApprovalState)random.Next(3), WaitingSince = random.Rarely() ? random.Time() : null },
        static (random, query) => query with { Approval = (ApprovalState)random.Next(3), MinApprovalWait = TimeSpan.FromHours(random.Next(9)) },
        static (random, query) => query with { MinApprovalWait = TimeSpan.FromHours(random.Next(9)) },
        static (random, query) => query with { CancelReason = (CancelReason)random.Next(5) },
        static (random, query) => query with { FunctionName = random.Of(Vocabulary.FunctionBeginnings) },
        static (random, query) => query with { FunctionEventId = Some.CallId(random.Next(1, 7), random.Of(Vocabulary.Conversations)) },
        static (random, query) => query with { Outcome = (FunctionOutcome)random.Next(5), IdleSince = random.Rarely() ? random.Time() : null },
        static (random, query) => query with { ErrorType = random.Of(["TimeoutException", "System.TimeoutException", "Exception", ""]) },
        static (random, query) => query with { ResponseStatus = random.Of(Vocabulary.Statuses) },
        static (random, query) => query with { ResponseStatusClass = random.Next(1, 6), ResponseStatus = random.Next(2) == 0 ? 404 : null },
        static (random, query) => query with { ResponseStatus = random.Of(Vocabulary.Statuses), FunctionName = random.Of(Vocabulary.FunctionBeginnings) },
        static (random, query) => query with { ResponseStatus = random.Of(Vocabulary.Statuses), Outcome = (FunctionOutcome)random.Next(5) },
        static (random, query) => query with { Level = (EntryLevel)random.Next(3) },
        static (random, query) => query with { Text = random.Of(Vocabulary.Searches), EntriesOnly = random.Rarely() },
        static (random, query)
            => query with { Field =
            new FieldFilter(random.Of(Vocabulary.Keys), FieldText.Unquoted(Json.Fields($$"""{"x":{{random.Of(Vocabulary.Values)}}}""")[0])) },
        static (random, query) => query with { FunctionName = random.Of(Vocabulary.FunctionBeginnings), Level = (EntryLevel)random.Next(3) },
        static (random, query) => query with { MinDuration = TimeSpan.FromMinutes(random.Of([0, 1, 60, 1_500])) },
        static (random, query) => query with { MaxDuration = TimeSpan.FromMinutes(random.Of([0, 1, 60, 1_500])) },
        static (random, query) => query with { MinLatency = TimeSpan.FromSeconds(random.Next(3)) },
        static (random, query) => query with { MaxLatency = TimeSpan.FromSeconds(random.Next(3)) },
        static (random, query) => query with { MinTokens = random.Next(9) },
        static (random, query) => query with { MaxTokens = random.Next(9) },
        static (random, query) => query with { Rating = (FeedbackRating)random.Next(2) },
        static (random, query) => query with { RatingSource = (FeedbackSource)random.Next(2), HasComment = random.Rarely() },
        static (random, query)
            => query with { IsRated = random.Next(2) == 0, RatingSource = random.Rarely() ? (FeedbackSource)random.Next(2) : query.RatingSource },
        static (random, query) => query with { IsAnnotated = random.Rarely() },
        static (random, query) => query with { IsUnread = random.Rarely() },
        static (random, query) => query with { StartedFrom = random.Time() },
        static (random, query) => query with { TurnFrom = random.Time() },
        static (random, query) => query with { TurnTo = random.Time() },
        static (random, query) => query with { TurnFrom = random.Time(), MinLatency = TimeSpan.FromSeconds(random.Next(3)) },
        static (random, query) => query with { TurnTo = random.Time(), MaxLatency = TimeSpan.FromSeconds(random.Next(3)) },
        static (random, query) => query with { CallFrom = random.Time() },
        static (random, query) => query with { CallTo = random.Time(), Outcome = random.Rarely() ? (FunctionOutcome)random.Next(5) : query.Outcome },
        static (random, query) => query with { ExactFunctionName = random.Of(Vocabulary.Functions) },
        static (random, query) => query with { VariantId = random.Of(Vocabulary.Channels) },
        static (random, query) => query with { Language = random.Of(Vocabulary.Channels) },
        static (random, query) => query with { Direction = (ConversationDirection)random.Next(2) },
        static (random, query) => query with { HasHandoff = !random.Rarely() },
        static (random, query) => query with { HandoffReason = random.Of(Vocabulary.Users) },
        static (random, query) => query with { Model = random.Of(Vocabulary.Models) },
        static (random, query) => query with { Model = random.Of(Vocabulary.Models), MinLatency = TimeSpan.FromSeconds(random.Next(3)) },
        static (random, query) => query with { Provider = random.Of(Vocabulary.Providers) },
        static (random, query) => query with { Model = random.Of(Vocabulary.Models), Provider = random.Of(Vocabulary.Providers), TurnFrom = random.Time() },
        static (random, query) => query with { MinFunctionDuration = TimeSpan.FromSeconds(random.Next(9_000)) },
        static (random, query)
            => query with { ExactFunctionName = random.Of(Vocabulary.Functions), MinFunctionDuration = TimeSpan.FromSeconds(random.Next(9_000)) },
        static (random, query) => query with { MinTurns = random.Next(5) },
        static (random, query) => query with { MaxTurns = random.Next(5) },
        static (random, query) => query with { MinCost = random.Next(100) / 8m },
        static (random, query) => query with { MaxCost = random.Next(100) / 4m },
        static (random, query) => query with { Score = AnyScore(random) },
        static (random, query) => query with { Metric = AnyScore(random) },
        static (random, query) => query with { Label = random.Of(["vip", "bug", "none"]) },
        static (random, query) => query with { Reason = random.Of(["tone", "too long"]) },
        static (random, query) => query with { AssignedTo = random.Of(["ada", "ben", "none", ""]) },
        static (random, query) => query with { IsAssigned = random.Next(2) == 0 },
        static (random, query) => query with { Not = AnyNot(random), IdleSince = random.Rarely() ? random.Time() : null },
    ];

    // Each negatable filter, rarely.
    private static ConversationQuery AnyNot(Random random)
    {
        return new()
        {
            AgentId = Rarely(() => random.Of(Vocabulary.Agents)),
            AccountId = Rarely(() => random.Of(Vocabulary.Accounts)),
            ProjectId = Rarely(() => random.Of(Vocabulary.Accounts)),
            Environment = Rarely<ConversationEnvironment?>(() => (ConversationEnvironment)random.Next(4)),
            Channel = Rarely(() => random.Of(Vocabulary.Channels)),
            VariantId = Rarely(() => random.Of(Vocabulary.Channels)),
            Language = Rarely(() => random.Of(Vocabulary.Channels)),
            Direction = Rarely<ConversationDirection?>(() => (ConversationDirection)random.Next(2)),
            HandoffReason = Rarely(() => random.Of(Vocabulary.Users)),
            TurnOutcome = Rarely<TurnOutcome?>(() => (TurnOutcome)random.Next(4)),
            CancelReason = Rarely<CancelReason?>(() => (CancelReason)random.Next(5)),
            Model = Rarely(() => random.Of(Vocabulary.Models)),
            Provider = Rarely(() => random.Of(Vocabulary.Providers)),
            Problems = Rarely<ProblemKinds?>(() => (ProblemKinds)random.Next(64)),
            FunctionName = Rarely(() => random.Of(Vocabulary.FunctionBeginnings)),
            ExactFunctionName = Rarely(() => random.Of(Vocabulary.Functions)),
            Outcome = Rarely<FunctionOutcome?>(() => (FunctionOutcome)random.Next(5)),
            ErrorType = Rarely(() => random.Of(["TimeoutException", "System.TimeoutException", "Exception", ""])),
            ResponseStatus = Rarely<int?>(() => random.Of(Vocabulary.Statuses)),
            ResponseStatusClass = Rarely<int?>(() => random.Next(1, 6)),
            Level = Rarely<EntryLevel?>(() => (EntryLevel)random.Next(3)),
            Score = Rarely(() => AnyScore(random)),
            Metric = Rarely(() => AnyScore(random)),
            Label = Rarely(() => random.Of(["vip", "bug"])),
            Reason = Rarely(() => random.Of(["tone", "too long"])),
            AssignedTo = Rarely(() => random.Of(["ada", "ben"])),
        };

        T? Rarely<T>(Func<T> value) => random.Next(8) == 0 ? value() : default;
    }

    private static FieldFilter AnyAttribute(Random random, string key)
    {
        using var value = JsonDocument.Parse(random.Of(Vocabulary.Values));
        return new FieldFilter(key, AttributeValues.Of(value.RootElement) ?? "[]");
    }

    private static ScoreFilter AnyScore(Random random)
    {
        string name = random.Of(["csat", "tone", "rating", "0", "1"]);
        var comparison = (ScoreComparison)random.Next(6);
        return random.Next(4) switch
        {
            0 => ScoreFilter.Any(name),
            1 => ScoreFilter.Of(name, comparison, random.Next(5) / 4d),
            2 => ScoreFilter.Of(name, (ScoreComparison)random.Next(2), random.Next(2) == 0),
            _ => ScoreFilter.Of(name, (ScoreComparison)random.Next(2), random.Of(["good", "bad"])),
        };
    }

    /// <summary>
    /// A list with up to three filters; <see cref="ConversationQuery.UserPseudonym"/> is the index of a pseudonym that occurred, because each store has its own
    /// pseudonyms.
    /// </summary>
    public static ConversationQuery List(Random random)
    {
        var query = new ConversationQuery { Sort = (ConversationSort)random.Next(5), Ascending = random.Next(2) == 0, Limit = random.Next(1, 4),
            Offset = random.Next(3), CountTotal = true };
        for (int i = random.Next(4); i > 0; i--)
        {
            query = random.Of(s_filters)(random, query);
        }

        return query;
    }

    /// <summary>A list for each filter.</summary>
    public static IEnumerable<ConversationQuery> EachFilter(Random random)
        => s_filters.Select(filter => filter(random, new ConversationQuery { Sort = (ConversationSort)random.Next(5), Limit = 2, CountTotal = true }));

    public static LogQuery Log(Random random)
    {
        string id = random.Of(Vocabulary.Conversations);
        return new LogQuery(id)
        {
            WithPii = random.Next(2) == 0,
            Limit = random.Next(1, 9),
            TurnId = random.Rarely() ? Some.TurnId(random.Next(1, 7), id) : null,
            FunctionEventId = random.Rarely() ? Some.CallId(random.Next(1, 7), id) : null,
            Level = random.Rarely() ? (EntryLevel)random.Next(3) : null,
        };
    }

    public static SearchQuery Search(Random random) => new()
    {
        Text = random.Of(Vocabulary.Searches),
        Scope = random.Scope(),
        AgentId = random.Rarely() ? random.Of(Vocabulary.Agents) : null,
        Environment = random.Rarely() ? (ConversationEnvironment)random.Next(4) : null,
        Channel = random.Rarely() ? random.Of(Vocabulary.Channels) : null,
        ConversationId = random.Rarely() ? random.Of(Vocabulary.Conversations) : null,
        From = random.Rarely() ? random.Time() : null,
        To = random.Rarely() ? random.Time() : null,
        EntriesOnly = random.Rarely(),
        Limit = random.Of([1, 3, 100]),
    };

    /// <summary>Calls with one name, which a query for all calls ignores if it is null.</summary>
    public static CallQuery Calls(Random random)
    {
        var kind = random.Of(Enum.GetValues<CallTargetKind>());
        return new()
        {
            Period = Statistics(random),
            Kind = kind,
            Name = random.Rarely() ? null : random.Of(kind switch
            {
                CallTargetKind.Function => Vocabulary.Functions,
                CallTargetKind.Model => Vocabulary.Models,
                _ => ["GET r", "POST https://crm.example/contacts"],
            }),
            Provider = random.Rarely() ? random.Of(Vocabulary.Providers) : null,
            VariantId = random.Rarely() ? random.Of(Vocabulary.Channels) : null,
            IdleSince = random.Rarely() ? null : random.Time(),
        };
    }

    public static CallListQuery CallList(Random random, CallQuery calls) => new()
    {
        Calls = calls,
        Conversations = random.Rarely() ? new ConversationQuery { VariantId = random.Of(Vocabulary.Channels) } : new ConversationQuery(),
        Outcome = random.Rarely() ? random.Of(Enum.GetValues<FunctionOutcome>()) : null,
        OnlyProblems = random.Rarely(),
        StatusCode = random.Rarely() ? random.Of(Vocabulary.Statuses) : null,
        ErrorType = random.Rarely() ? random.Of(["TimeoutException", "System.TimeoutException", "Exception"]) : null,
        Approval = random.Rarely() ? random.Of(Enum.GetValues<ApprovalState>()) : null,
        MinDuration = random.Rarely() ? TimeSpan.FromSeconds(random.Next(3)) : null,
        Sort = random.Of(Enum.GetValues<CallSort>()),
        Limit = 1 + random.Next(5),
    };

    public static StatisticsQuery Statistics(Random random)
    {
        var from = random.Time();
        return new()
        {
            From = from,
            To = from.AddMinutes(random.Of([1, 15, 600, 1_440, 6_000])),
            TimeZone = TimeZoneInfo.CreateCustomTimeZone("any", TimeSpan.FromMinutes(random.Of([0, 345, -570, 840])), "any", "any"),
            Scope = random.Scope(),
            AgentId = random.Rarely() ? random.Of(Vocabulary.Agents) : null,
            Environment = random.Rarely() ? (ConversationEnvironment)random.Next(4) : null,
            Channel = random.Rarely() ? random.Of(Vocabulary.Channels) : null,
            CountModels = true,
            CountScores = true,
        };
    }

    public static UserQuery Users(Random random) => new()
    {
        Scope = random.Scope(),
        AgentId = random.Rarely() ? random.Of(Vocabulary.Agents) : null,
        Environment = random.Rarely() ? (ConversationEnvironment)random.Next(4) : null,
        Channel = random.Rarely() ? random.Of(Vocabulary.Channels) : null,
        From = random.Rarely() ? random.Time() : null,
        To = random.Rarely() ? random.Time() : null,
        TurnFrom = random.Rarely() ? random.Time() : null,
        TurnTo = random.Rarely() ? random.Time() : null,
        Limit = random.Next(1, 4),
        IdleSince = random.Rarely() ? random.Time() : null,
    };

    public static RetentionCut Cut(Random random) => new()
    {
        At = Some.At(40 * 60).AddMinutes(random.Next(100)),
        ConversationsBefore = random.Next(2) == 0 ? Early(random) : null,
        PersonalDataBefore = random.Rarely() ? null : random.Time(),
        AccessBefore = random.Rarely() ? random.Time() : null,
        KeepAnnotated = random.Rarely(),
    };

    // An early time, so that most conversations are kept.
    private static DateTimeOffset Early(Random random) => new[] { random.Time(), random.Time(), random.Time() }.Min();
}
