using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Lists;

/// <summary>Queries for generated conversations: mostly one to three filters, any order, any page.</summary>
internal static class RandomQuery
{
    private static readonly Func<ConversationQuery, Random, ConversationQuery>[] s_filters =
    [
        static (query, random) => query with { AgentId = Of(random, "agent-a", "agent-b", "rare", "only-debugged", "none") },
        static (query, random) => query with { AccountId = Of(random, "account-a", "account-b", "rare", "none") },
        static (query, random) => query with { ProjectId = Of(random, "project-a", "rare", "none") },
        static (query, random) => query with { Scope = new() { AgentIds = [Of(random, "agent-a", "agent-b", "none"), Of(random, "agent-a", "rare")] } },
        static (query, random)
            => query with { Scope =
            new() { AccountIds = [Of(random, "account-a", "account-b", "none"), Of(random, "account-a", "rare")],
            AgentIds = Flag(random) ? ["agent-b", "rare"] : null } },
        static (query, random) => query with { Environment = (ConversationEnvironment)random.Next(4) },
        static (query, random) => query with { Channel = Of(random, "webchat", "voice", "fax", "none") },
        static (query, random) => query with { UserPseudonym = $"user-{random.Next(1, 1_002)}" },
        static (query, random) => query with { UserId = GeneratedConversations.UserId(random.Next(1, 1_002)) },
        static (query, random) => query with { From = Moment(random), To = Moment(random) },
        static (query, random) => query with { From = Moment(random) },
        static (query, random) => query with { To = Moment(random) },
        static (query, random)
            => query with { From = Moment(random) } is var begun ? begun with { To = begun.From!.Value.AddHours(random.Next(1, 300)) } : query,
        static (query, random) => query with { HasError = Flag(random) },
        static (query, random) => query with { HasWarning = Flag(random) },
        static (query, random) => query with { HasFailedFunction = Flag(random) },
        static (query, random) => query with { HasProblem = Flag(random), IdleSince = Flag(random) ? Moment(random) : null },
        static (query, random) => query with { Problems = (ProblemKinds)random.Next(64), IdleSince = Flag(random) ? Moment(random) : null },
        static (query, random) => query with { Outcome = (FunctionOutcome)random.Next(4), IdleSince = Flag(random) ? Moment(random) : null },
        static (query, random) => query with { ErrorType = Of(random, "TimeoutException", "System.TimeoutException", "RareException") },
        static (query, random) => query with { HasInterruption = Flag(random) },
        static (query, random) => query with { HasRefusal = Flag(random) },
        static (query, random) => query with { HasUnobservedCall = Flag(random) },
        static (query, random) => query with { Approval = (ApprovalState)random.Next(3) },
        static (query, random) => query with { MinApprovalWait = TimeSpan.FromSeconds(random.Next(9)) },
        static (query, random) => query with { TurnOutcome = (TurnOutcome)random.Next(4), IdleSince = Flag(random) ? Moment(random) : null },
        static (query, random) => query with { CancelReason = (CancelReason)random.Next(5) },
        static (query, random) => query with { Level = (EntryLevel)random.Next(3) },
        static (query, random) => query with { ExactFunctionName = Of(random, "look_up", "book", "cancel", "retired", "none") },
        static (query, random) => query with { StartedFrom = Moment(random) },
        static (query, random) => query with { TurnFrom = Moment(random) },
        static (query, random) => query with { TurnTo = Moment(random), MaxLatency = TimeSpan.FromSeconds(random.Next(20)) },
        static (query, random) => query with { TurnFrom = Moment(random), MinLatency = TimeSpan.FromSeconds(random.Next(20)) },
        static (query, random) => query with { CallFrom = Moment(random), Outcome = Flag(random) ? FunctionOutcome.Failed : null },
        static (query, random) => query with { CallTo = Moment(random), FunctionName = Flag(random) ? "look_up" : null },
        static (query, random) => query with { FunctionName = Of(random, "look_up", "BOOK", "can", "retired", "none") },
        static (query, random) => query with { MinDuration = TimeSpan.FromMinutes(random.Next(-5, 60)) },
        static (query, random) => query with { MaxDuration = TimeSpan.FromMinutes(random.Next(-5, 60)) },
        static (query, random) => query with { MinDuration = TimeSpan.FromHours(random.Next(12)), MaxDuration = TimeSpan.FromDays(random.Next(9)) },
        static (query, random) => query with { MinLatency = TimeSpan.FromSeconds(random.Next(20)) },
        static (query, random) => query with { MaxLatency = TimeSpan.FromSeconds(random.Next(20)) },
        static (query, random) => query with { MinTokens = random.Next(100) * 50 },
        static (query, random) => query with { MaxTokens = random.Next(100) * 50 },
        static (query, random) => query with { Rating = (FeedbackRating)random.Next(2), RatingSource = Source(random) },
        static (query, random) => query with { IsRated = Flag(random), RatingSource = Source(random) },
        static (query, random) => query with { HasComment = Flag(random), RatingSource = Source(random) },
        static (query, random) => query with { IsAnnotated = Flag(random) },
        static (query, random) => query with { IsUnread = Flag(random) },
    ];

    public static ConversationQuery Make(Random random)
    {
        var query = new ConversationQuery
        {
            Sort = (ConversationSort)random.Next(5),
            Ascending = Flag(random),
            Limit = random.Next(4) == 0 ? random.Next(1, 8) + (random.Next(2) * 100) : random.Next(20, 400),
            CountTotal = Flag(random),
        };
        for (int i = random.Next(4); i > 0; i--)
        {
            query = s_filters[random.Next(s_filters.Length)](query, random);
        }

        return query;
    }

    public static UserQuery Users(Random random) => new()
    {
        Scope = random.Next(3) switch
        {
            0 => new() { AgentIds = [Of(random, "agent-a", "agent-b", "rare", "none"), Of(random, "agent-b", "rare")] },
            1 => new() { AccountIds = [Of(random, "account-a", "account-b", "none"), Of(random, "account-b", "rare")] },
            _ => new(),
        },
        AgentId = random.Next(4) == 0 ? Of(random, "agent-a", "agent-b", "rare", "none") : null,
        Environment = random.Next(4) == 0 ? (ConversationEnvironment)random.Next(4) : null,
        Channel = random.Next(8) == 0 ? Of(random, "webchat", "voice", "fax") : null,
        From = Flag(random) ? Moment(random) : null,
        To = Flag(random) ? Moment(random) : null,
        TurnFrom = random.Next(4) == 0 ? Moment(random) : null,
        TurnTo = random.Next(4) == 0 ? Moment(random) : null,
        Limit = random.Next(1, 30),
        IdleSince = Flag(random) ? Moment(random) : null,
    };

    private static DateTimeOffset Moment(Random random) => GeneratedConversations.Begin.AddDays(random.Next(-10, 500)).AddMinutes(random.Next(1_440));

    private static bool Flag(Random random) => random.Next(2) == 0;

    private static FeedbackSource? Source(Random random) => random.Next(3) is > 0 and var source ? (FeedbackSource)(source - 1) : null;

    private static string Of(Random random, params string[] values) => values[random.Next(values.Length)];
}
