using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Lists;

/// <summary>Every filter alone, with many and with few matches, and the combinations that are worst for a scan.</summary>
public static class ListCases
{
    private static readonly int s_oneIn = Amount.Of(usual: 10, inCi: 5, inLongCampaign: 1);

    private static readonly DateTimeOffset s_begin = GeneratedConversations.Begin;

    private static readonly Dictionary<string, ConversationQuery> s_cases = new(StringComparer.Ordinal)
    {
        ["no filter"] = new(),
        ["debug"] = new() { Environment = ConversationEnvironment.Debug },
        ["live"] = new() { Environment = ConversationEnvironment.Live },
        ["sandbox"] = new() { Environment = ConversationEnvironment.Sandbox },
        ["busy agent"] = new() { AgentId = "agent-a" },
        ["small agent"] = new() { AgentId = "agent-b" },
        ["rare agent"] = new() { AgentId = "rare" },
        ["no such agent"] = new() { AgentId = "none" },
        ["busy account"] = new() { AccountId = "account-a" },
        ["small account"] = new() { AccountId = "account-b" },
        ["no such account"] = new() { AccountId = "none" },
        ["busy project"] = new() { AccountId = "account-a", ProjectId = "project-a" },
        ["rare project of a busy account"] = new() { AccountId = "account-a", ProjectId = "rare" },
        ["a small agent of a small account"] = new() { AccountId = "account-b", AgentId = "agent-b" },
        ["errors of a small account last week"] = new() { AccountId = "account-b", HasError = true, From = s_begin.AddDays(358) },
        ["scope of a busy account"] = new() { Scope = new() { AccountIds = ["account-a"] } },
        ["scope of a small account"] = new() { Scope = new() { AccountIds = ["account-b"] } },
        ["scope of rare and small agents"] = new() { Scope = new() { AgentIds = ["rare", "agent-b", "none"] } },
        ["scope of busy and rare accounts"] = new() { Scope = new() { AccountIds = ["account-a", "rare"] } },
        ["scope of rare accounts"] = new() { Scope = new() { AccountIds = ["none", "rare", "nobody"] } },
        ["scope of agents and accounts"] = new() { Scope = new() { AgentIds = ["rare", "agent-a"], AccountIds = ["account-b", "rare"] } },
        ["errors of a scope"] = new() { Scope = new() { AgentIds = ["rare", "agent-a"] }, HasError = true },
        ["rare accounts of an agent in the last week"] =
            new() { AgentId = "agent-a", Scope = new() { AgentIds = ["agent-a"], AccountIds = ["rare", "account-b"] }, From = s_begin.AddDays(358) },
        ["an agent outside the scope"] = new() { AgentId = "agent-a", Scope = new() { AgentIds = ["rare"] } },
        ["busy channel"] = new() { Channel = "webchat" },
        ["rare channel"] = new() { Channel = "fax" },
        ["busy variant"] = new() { VariantId = "a" },
        ["rare variant"] = new() { VariantId = "rare" },
        ["busy language"] = new() { Language = "en" },
        ["rare language"] = new() { Language = "gsw-CH" },
        ["busy direction"] = new() { Direction = ConversationDirection.Inbound },
        ["rare direction"] = new() { Direction = ConversationDirection.Outbound },
        ["handed off"] = new() { HasHandoff = true },
        ["not handed off"] = new() { HasHandoff = false },
        ["handed off for a rare reason"] = new() { HandoffReason = "rare" },
        ["busy model"] = new() { Model = "usual" },
        ["rare model"] = new() { Model = "rare" },
        ["no such model"] = new() { Model = "none" },
        ["model of rare calls"] = new() { Model = "rarely called" },
        ["busy provider"] = new() { Provider = "openai" },
        ["rare provider"] = new() { Provider = "azure" },
        ["no such provider"] = new() { Provider = "none" },
        ["slow turns of a busy provider"] = new() { Provider = "openai", MinLatency = TimeSpan.FromSeconds(19.9) },
        ["model and provider of rare calls"] = new() { Model = "rarely called", Provider = "azure" },
        ["slow turns of a busy model"] = new() { Model = "usual", MinLatency = TimeSpan.FromSeconds(19.9) },
        ["slow function"] = new() { MinFunctionDuration = TimeSpan.FromSeconds(9.9) },
        ["slower than any function"] = new() { MinFunctionDuration = TimeSpan.FromMinutes(1) },
        ["many turns"] = new() { MinTurns = 90 },
        ["few turns"] = new() { MaxTurns = 1 },
        ["no turns"] = new() { MaxTurns = 0 },
        ["dear"] = new() { MinCost = 0.999m },
        ["cheap"] = new() { MaxCost = 0.001m },
        ["dearer than all"] = new() { MinCost = 100 },
        ["pseudonym"] = new() { UserPseudonym = "user-5" },
        ["busy attribute"] = new() { Attributes = [new("tier", "gold")] },
        ["rare attribute"] = new() { Attributes = [new("tier", "rare")] },
        ["attribute of one"] = new() { Attributes = [new("order", "4711")] },
        ["no such attribute"] = new() { Attributes = [new("tier", "none")] },
        ["busy attribute and that of one"] = new() { Attributes = [new("tier", "gold"), new("order", "12")] },
        ["attribute of one and a busy one"] = new() { Attributes = [new("order", "12"), new("tier", "gold")] },
        ["rare attribute in the last week"] = new() { Attributes = [new("tier", "rare")], From = s_begin.AddDays(358) },
        ["old hour"] = new() { From = s_begin.AddDays(30), To = s_begin.AddDays(30).AddHours(1) },
        ["hour in the middle"] = new() { From = s_begin.AddDays(180), To = s_begin.AddDays(180).AddHours(1) },
        ["last week"] = new() { From = s_begin.AddDays(358) },
        ["first week"] = new() { To = s_begin.AddDays(7) },
        ["a summer"] = new() { From = s_begin.AddDays(150), To = s_begin.AddDays(240) },
        ["after everything"] = new() { From = s_begin.AddDays(1_000) },
        ["before everything"] = new() { To = s_begin.AddDays(-1) },
        ["errors"] = new() { HasError = true },
        ["no errors"] = new() { HasError = false },
        ["warnings"] = new() { HasWarning = true },
        ["failed function"] = new() { HasFailedFunction = true },
        ["problems"] = new() { HasProblem = true },
        ["problems, and calls that nobody ended"] = new() { HasProblem = true, IdleSince = s_begin.AddDays(300) },
        ["no problems"] = new() { HasProblem = false, IdleSince = s_begin.AddDays(300) },
        ["failed turns"] = new() { Problems = ProblemKinds.Turn },
        ["abandoned functions"] = new() { Problems = ProblemKinds.Function, IdleSince = s_begin.AddDays(300) },
        ["model calls"] = new() { Problems = ProblemKinds.Model },
        ["responses"] = new() { Problems = ProblemKinds.Api },
        ["losses"] = new() { Problems = ProblemKinds.Loss },
        ["rare problems"] = new() { Problems = ProblemKinds.Turn | ProblemKinds.Loss },
        ["failed turns of a small agent"] = new() { AgentId = "agent-b", Problems = ProblemKinds.Turn },
        ["call"] = new() { FunctionEventId = "cancel" },
        ["no such call"] = new() { FunctionEventId = "none" },
        ["outcome"] = new() { Outcome = FunctionOutcome.Failed },
        ["outcome, rare"] = new() { Outcome = FunctionOutcome.Canceled },
        ["outcome of a retired function"] = new() { FunctionName = "retired", Outcome = FunctionOutcome.Failed },
        ["error type"] = new() { ErrorType = "TimeoutException" },
        ["error type, rare"] = new() { ErrorType = "RareException" },
        ["interrupted"] = new() { HasInterruption = true },
        ["refused"] = new() { HasRefusal = true },
        ["not observed"] = new() { HasUnobservedCall = true },
        ["level error"] = new() { Level = EntryLevel.Error },
        ["level warning"] = new() { Level = EntryLevel.Warning },
        ["level info"] = new() { Level = EntryLevel.Info },
        ["busy function"] = new() { FunctionName = "look_up" },
        ["rare function"] = new() { FunctionName = "cancel" },
        ["retired function"] = new() { FunctionName = "retired" },
        ["functions by their beginning, in another case"] = new() { FunctionName = "RE" },
        ["any function"] = new() { FunctionName = "" },
        ["warnings of a busy function"] = new() { FunctionName = "look_up", Level = EntryLevel.Warning },
        ["no such function"] = new() { FunctionName = "none" },
        ["long"] = new() { MinDuration = TimeSpan.FromDays(30) },
        ["short"] = new() { MaxDuration = TimeSpan.FromSeconds(5) },
        ["an hour long"] = new() { MinDuration = TimeSpan.FromMinutes(60), MaxDuration = TimeSpan.FromMinutes(61) },
        ["not short"] = new() { MinDuration = TimeSpan.FromSeconds(5) },
        ["slow"] = new() { MinLatency = TimeSpan.FromSeconds(19.9) },
        ["fast"] = new() { MaxLatency = TimeSpan.FromSeconds(0.1) },
        ["many tokens"] = new() { MinTokens = 4_900 },
        ["some tokens"] = new() { MinTokens = 100, MaxTokens = 100 },
        ["liked"] = new() { Rating = FeedbackRating.Like },
        ["disliked by a user"] = new() { Rating = FeedbackRating.Dislike, RatingSource = FeedbackSource.User },
        ["rated"] = new() { IsRated = true },
        ["not rated by users"] = new() { IsRated = false, RatingSource = FeedbackSource.User },
        ["commented"] = new() { HasComment = true },
        ["annotated"] = new() { IsAnnotated = true },
        ["not annotated"] = new() { IsAnnotated = false },
        ["unread"] = new() { IsUnread = true },
        ["read"] = new() { IsUnread = false },
        ["errors of a small agent"] = new() { AgentId = "agent-b", HasError = true },
        ["failures on a rare channel last week"] = new() { Channel = "fax", HasFailedFunction = true, From = s_begin.AddDays(358) },
        ["a retired function in the last week"] = new() { FunctionName = "retired", From = s_begin.AddDays(358) },
        ["exact function"] = new() { ExactFunctionName = "look_up" },
        ["exact function, retired"] = new() { ExactFunctionName = "retired" },
        ["started in an old hour"] = new() { StartedFrom = s_begin.AddDays(30), To = s_begin.AddDays(30).AddHours(1) },
        ["turns of the last week"] = new() { TurnFrom = s_begin.AddDays(358) },
        ["turns of an old hour"] = new() { From = s_begin.AddDays(30), TurnFrom = s_begin.AddDays(30), TurnTo = s_begin.AddDays(30).AddHours(1) },
        ["turns after everything"] = new() { TurnFrom = s_begin.AddDays(1_000) },
        ["slow turns of the last week"] = new() { TurnFrom = s_begin.AddDays(358), MinLatency = TimeSpan.FromSeconds(19.9) },
        ["calls of the last week"] = new() { CallFrom = s_begin.AddDays(358) },
        ["calls of an old hour"] = new() { From = s_begin.AddDays(30), CallFrom = s_begin.AddDays(30), CallTo = s_begin.AddDays(30).AddHours(1) },
        ["failures of a busy function in the last week"] =
            new() { ExactFunctionName = "look_up", Outcome = FunctionOutcome.Failed, CallFrom = s_begin.AddDays(358) },
        ["an agent in an old hour"] = new() { AgentId = "agent-a", From = s_begin.AddDays(30), To = s_begin.AddDays(30).AddHours(1) },
    };

    public static ConversationQuery Named(string name) => s_cases[name];

    /// <summary>Every sort order, with and without the permission.</summary>
    public static IReadOnlyList<(ConversationSort Sort, bool Ascending, bool WithPii)> Orders { get; } =
    [
        .. from sort in Enum.GetValues<ConversationSort>()
           from isAscending in (bool[])[true, false]
           from withPii in (bool[])[true, false]
           select (sort, isAscending, withPii),
    ];

    /// <summary>The sort orders of a case: a tenth of all, different ones for the next case; a fifth in CI, and all in the long campaign.</summary>
    public static IReadOnlyList<(ConversationSort Sort, bool Ascending, bool WithPii)> OrdersOf(string name)
    {
        int which = s_cases.Keys.TakeWhile(key => !string.Equals(key, name, StringComparison.Ordinal)).Count();
        return [.. Orders.Where((_, order) => order % s_oneIn == which % s_oneIn)];
    }

    public static IReadOnlyCollection<ConversationQuery> All => s_cases.Values;

    public static TheoryData<string> Names => [.. s_cases.Keys];
}
