using ConvLog.StoreContract.Differential;

namespace ConvLog.StoreContract;

/// <summary>Each filter of a list alone, and some together, for both kinds of reader. Nothing is listed of debugging unless it is asked for by name.</summary>
public abstract class FilterContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string All = "plain voice error hidden warning failed called liked disliked annotated fields";

    // Named for what is special about each. The hidden one holds what only readers with the permission may know of.
    private static readonly StoreRecord[] s_population =
    [
        Some.Opening("plain"), Some.Entry(1, conversation: "plain"),
        Some.Opening("voice", minute: 10, agent: "weather") with { Channel = "voice", Environment = ConversationEnvironment.Sandbox, UserId = "jane",
            VariantId = "b", Language = "es-ES", Direction = ConversationDirection.Inbound,
            FromNumber = "(+34) 910-555-017", ToNumber = "sip:+34910555017@example.com" },
        Some.Opening("debug", minute: 11, agent: "debugger") with { Environment = ConversationEnvironment.Debug, Channel = "voice" },
        Some.Entry(1, conversation: "debug", level: EntryLevel.Error), Some.Call(1, "debug", outcome: FunctionOutcome.Failed),
        Some.Opening("error", minute: 20), Some.Entry(1, conversation: "error", level: EntryLevel.Error),
        Some.Opening("hidden", minute: 30) with { UserId = "jane", FromNumber = "anonymous",
            ToNumber = "0034\u00A0910.555/018" },
        Some.Entry(1, conversation: "hidden", level: EntryLevel.Error, isPii: true) with { Timestamp = Some.At(200) },
        Some.Entry(2, conversation: "hidden", level: EntryLevel.Warning, isPii: true) with { Fields = Some.Fields(("status", 409)) },
        Some.Opening("warning", minute: 40) with { FromNumber = "910 555 017", ToNumber = "12-34" },
        Some.Entry(1, conversation: "warning", level: EntryLevel.Warning),
        Some.Opening("failed", minute: 50), Some.Call(1, "failed", outcome: FunctionOutcome.Failed) with
        {
            ErrorType = "System.TimeoutException",
            Duration = TimeSpan.FromSeconds(30),
        },
        Some.Turn(1, "failed", minute: 50) with { Latency = TimeSpan.FromSeconds(5), Usage = new ModelUsage("m", 600, 400, 0.25m, "USD") },
        Some.Turn(2, "failed", minute: 50) with { Latency = TimeSpan.FromSeconds(1), Usage = new ModelUsage("n", cost: 0.5m, currency: "EUR") },
        Some.Opening("called", minute: 60) with { Direction = ConversationDirection.Outbound, Handoff = new Handoff("queue", null) },
        Some.Call(1, "called", name: "find_table", outcome: FunctionOutcome.Completed) with { Duration = TimeSpan.FromSeconds(2) },
            Some.Call(2, "called", name: "find_table"),
        Some.Turn(1, "called", minute: 60) with { Latency = TimeSpan.FromSeconds(1), Usage = new ModelUsage("m", 10, cost: 0m, currency: "USD") },
        Some.Opening("liked", minute: 70) with
        {
            AccountId = "acme",
            ProjectId = "p1",
            VariantId = "a",
            Language = "en",
            Handoff = new Handoff("support", "angry"),
        }, Some.Turn(1, "liked", minute: 70),
            Some.Feedback(1, FeedbackRating.Like, conversation: "liked") with { Comment = "great" },
        Some.Opening("disliked", minute: 80) with { AccountId = "acme", ProjectId = "" }, Some.Turn(1, "disliked", minute: 80),
            Some.Feedback(1, FeedbackRating.Dislike, source: FeedbackSource.Team, conversation: "disliked"),
        Some.Opening("annotated", minute: 90) with { AccountId = "globex", ProjectId = "p1" }, Some.Turn(1, "annotated", minute: 90),
            Some.Annotation(1, conversation: "annotated"), Some.ReadMark(conversation: "annotated"),
        Some.Opening("fields", minute: 120), Some.Entry(1, conversation: "fields", isPii: true) with { Fields = Some.Fields(("status", 500)) },
        Some.Entry(2, conversation: "fields") with { Fields =
            Json.Fields("""{"status":409,"ok":true,"none":null,"crm":"crm","empty":"","nested":{"a":[1,"b"]},"price":1.10,"half":5e-1}""") },
        Some.Entry(3, conversation: "fields") with { Fields =
            Some.Fields(LogField.Pii("phone", "+1555", shown: "+1…"), ("status", 410), ("id", Some.Id("x")), ("at", Some.At(0))) },
    ];

    // What a query lists for a reader with the permission, and for one without where that differs.
    private static readonly Dictionary<string, (ConversationQuery Query, string Permitted, string? Other)> s_cases = new(StringComparer.Ordinal)
    {
        ["none"] = (new(), All, null),
        ["agent"] = (new() { AgentId = "weather" }, "voice", null),
        ["agent, other case"] = (new() { AgentId = "Weather" }, "", null),
        ["live"] = (new() { Environment = ConversationEnvironment.Live }, All.Replace(" voice", "", StringComparison.Ordinal), null),
        ["sandbox"] = (new() { Environment = ConversationEnvironment.Sandbox }, "voice", null),
        ["pre-release"] = (new() { Environment = ConversationEnvironment.PreRelease }, "", null),
        ["debug by name"] = (new() { Environment = ConversationEnvironment.Debug }, "debug", null),
        ["debug by agent"] = (new() { AgentId = "debugger" }, "", null),
        ["channel"] = (new() { Channel = "voice" }, "voice", null),
        ["channel, empty"] = (new() { Channel = "" }, "", null),
        ["from"] = (new() { From = Some.At(120) }, "hidden fields", "fields"),
        ["from, after the last"] = (new() { From = Some.At(200).AddTicks(1) }, "", null),
        ["to"] = (new() { To = Some.At(10) }, "plain", null),
        ["to, a tick later"] = (new() { To = Some.At(10).AddTicks(1) }, "plain voice", null),
        ["from and to"] = (new() { From = Some.At(45), To = Some.At(60) }, "hidden failed", "failed"),
        ["from, in another time zone"] = (new() { From = Some.At(120).ToOffset(new TimeSpan(5, 45, 0)) }, "hidden fields", "fields"),
        ["turn from"] = (new() { TurnFrom = Some.At(80) }, "disliked annotated", null),
        ["turn from, a tick after the last"] = (new() { TurnFrom = Some.At(90).AddTicks(1) }, "", null),
        ["turn from, in another time zone"] = (new() { TurnFrom = Some.At(80).ToOffset(new TimeSpan(-9, -30, 0)) }, "disliked annotated", null),
        ["turn to"] = (new() { TurnTo = Some.At(60) }, "failed", null),
        ["turn to, a tick later"] = (new() { TurnTo = Some.At(60).AddTicks(1) }, "failed called", null),
        ["turn from and to"] = (new() { TurnFrom = Some.At(60), TurnTo = Some.At(80) }, "called liked", null),
        ["turn of a user who is personal"] = (new() { TurnFrom = Some.At(0), UserId = "jane" }, "", null),
        ["variant"] = (new() { VariantId = "b" }, "voice", null),
        ["variant, other case"] = (new() { VariantId = "B" }, "", null),
        ["variant, empty"] = (new() { VariantId = "" }, "", null),
        ["language"] = (new() { Language = "es-ES" }, "voice", null),
        ["language, its beginning"] = (new() { Language = "es" }, "", null),
        ["inbound"] = (new() { Direction = ConversationDirection.Inbound }, "voice", null),
        ["outbound"] = (new() { Direction = ConversationDirection.Outbound }, "called", null),
        ["handed off"] = (new() { HasHandoff = true }, "called liked", null),
        ["not handed off"] = (new() { HasHandoff = false, From = Some.At(60), To = Some.At(85) }, "hidden disliked", "disliked"),
        ["handed off for a reason"] = (new() { HandoffReason = "angry" }, "liked", null),
        ["handed off for a reason, and not"] = (new() { HandoffReason = "angry", HasHandoff = false }, "", null),
        ["model"] = (new() { Model = "m" }, "failed called", null),
        ["model, other case"] = (new() { Model = "M" }, "", null),
        ["model, empty"] = (new() { Model = "" }, "", null),
        ["model of a slow turn"] = (new() { Model = "m", MinLatency = TimeSpan.FromSeconds(5) }, "failed", null),
        ["model of another turn than the slow one"] = (new() { Model = "n", MinLatency = TimeSpan.FromSeconds(5) }, "", null),
        ["model of a fast turn"] = (new() { Model = "n", MaxLatency = TimeSpan.FromSeconds(1) }, "failed", null),
        ["model in a time"] = (new() { Model = "m", TurnFrom = Some.At(60) }, "called", null),
        ["slow function"] = (new() { MinFunctionDuration = TimeSpan.FromSeconds(2) }, "failed called", null),
        ["slower function"] = (new() { MinFunctionDuration = TimeSpan.FromSeconds(2) + TimeSpan.FromTicks(1) }, "failed", null),
        ["function that takes no time"] = (new() { MinFunctionDuration = TimeSpan.Zero }, "failed called", null),
        ["slow call of a function"] = (new() { ExactFunctionName = "find_table", MinFunctionDuration = TimeSpan.FromSeconds(2) }, "called", null),
        ["slow call of another function"] = (new() { ExactFunctionName = "find_table", MinFunctionDuration = TimeSpan.FromSeconds(3) }, "", null),
        ["slow call that failed"] = (new() { Outcome = FunctionOutcome.Failed, MinFunctionDuration = TimeSpan.FromSeconds(2) }, "failed", null),
        ["turns at least"] = (new() { MinTurns = 2 }, "failed", null),
        ["turns at most"] = (new() { MaxTurns = 0, To = Some.At(15) }, "plain voice", null),
        ["turns between"] = (new() { MinTurns = 1, MaxTurns = 1 }, "called liked disliked annotated", null),
        ["cost at least"] = (new() { MinCost = 0 }, "failed called", null),
        ["cost of the dearer currency"] = (new() { MinCost = 0.5m }, "failed", null),
        ["cost of both currencies together"] = (new() { MinCost = 0.75m }, "", null),
        ["cost at most"] = (new() { MaxCost = 0.499_999_999m }, "called", null),
        ["cost at most, exactly"] = (new() { MaxCost = 0.5m }, "failed called", null),
        ["not an agent"] = (Without(new() { AgentId = "weather" }), All.Replace(" voice", "", StringComparison.Ordinal), null),
        ["not an agent, other case"] = (Without(new() { AgentId = "Weather" }), All, null),
        ["not an agent nor a channel"] = (Without(new() { AgentId = "none", Channel = "voice" }), All.Replace(" voice", "", StringComparison.Ordinal), null),
        ["not an environment"] = (Without(new() { Environment = ConversationEnvironment.Live }), "voice", null),
        ["neither what is asked for nor what is not"] = (Without(new() { Channel = "voice" }) with { AgentId = "weather" }, "", null),
        ["not an account"] = (Without(new() { AccountId = "acme" }) with { ProjectId = "p1" }, "annotated", null),
        ["not a project"] = (Without(new() { ProjectId = "" }) with { AccountId = "acme" }, "liked", null),
        ["not a variant"] = (Without(new() { VariantId = "b" }) with { To = Some.At(15) }, "plain", null),
        ["not a language"] = (Without(new() { Language = "es-ES" }) with { To = Some.At(15) }, "plain", null),
        ["not inbound"] = (Without(new() { Direction = ConversationDirection.Inbound }) with { To = Some.At(15) }, "plain", null),
        ["not for a reason"] = (Without(new() { HandoffReason = "angry" }) with { HasHandoff = true }, "called", null),
        ["not a model"] = (Without(new() { Model = "n" }) with { Model = "m" }, "called", null),
        ["no problem of a kind"] = (Without(new() { Problems = ProblemKinds.Entry }) with { To = Some.At(35) }, "plain voice", "plain voice hidden"),
        ["no problem of two kinds"] =
            (Without(new() { Problems = ProblemKinds.Entry | ProblemKinds.Function }) with { From = Some.At(50), To = Some.At(75) }, "called liked", "called liked"),
        ["not a function"] = (Without(new() { FunctionName = "FIND" }) with { FunctionName = "" }, "failed", null),
        ["not exactly a function"] = (Without(new() { ExactFunctionName = "find_" }) with { FunctionName = "f" }, "called", null),
        ["not an outcome"] = (Without(new() { Outcome = FunctionOutcome.Failed }) with { FunctionName = "" }, "called", null),
        ["not abandoned"] = (Without(new() { Outcome = FunctionOutcome.Abandoned }) with { FunctionName = "", IdleSince = Some.At(60) }, "failed", null),
        ["not an error type"] = (Without(new() { ErrorType = "TimeoutException" }) with { FunctionName = "" }, "called", null),
        ["no entry of a level"] = (Without(new() { Level = EntryLevel.Error }) with { To = Some.At(35) }, "plain voice", "plain voice hidden"),
        ["nothing left out"] = (Without(new()), All, null),
        ["user"] = (new() { UserId = "jane" }, "voice hidden", ""),
        ["user, other case"] = (new() { UserId = "Jane" }, "", null),
        ["user, empty"] = (new() { UserId = "" }, "", null),
        ["number, spaces"] = (new() { Number = "+34 910 555 017" }, "voice", ""),
        ["number, 00"] = (new() { Number = "0034910555017" }, "voice", ""),
        ["number, as written"] = (new() { Number = "(+34) 910-555-017" }, "voice", ""),
        ["number, digits of another script"] = (new() { Number = "\u202A+٣٤ ٩١٠ ٥٥٥ ٠١٧\u202C" }, "voice", ""),
        ["number that was called"] = (new() { Number = "+34910555018" }, "hidden", ""),
        ["number, its beginning"] = (new() { Number = "+34 910 555" }, "", null),
        ["number without a country"] = (new() { Number = "910-555-017" }, "warning", ""),
        ["number, two plus signs"] = (new() { Number = "++34910555017" }, "", null),
        ["number, with an extension"] = (new() { Number = "+34910555017 ext 1" }, "", null),
        ["extension"] = (new() { Number = "12-34" }, "warning", ""),
        ["extension, written otherwise"] = (new() { Number = "1234" }, "", null),
        ["no number"] = (new() { Number = "anonymous" }, "hidden", ""),
        ["no number, other case"] = (new() { Number = "Anonymous" }, "", null),
        ["SIP URI"] = (new() { Number = "sip:+34910555017@example.com" }, "voice", ""),
        ["number, empty"] = (new() { Number = "" }, "", null),
        ["error"] = (new() { HasError = true }, "error hidden", "error"),
        ["no error"] = (new() { HasError = false, To = Some.At(35) }, "plain voice", "plain voice hidden"),
        ["warning"] = (new() { HasWarning = true }, "hidden warning", "warning"),
        ["no warning"] = (new() { HasWarning = false, To = Some.At(45) }, "plain voice error", "plain voice error hidden"),
        ["failed"] = (new() { HasFailedFunction = true }, "failed", null),
        ["not failed"] = (new() { HasFailedFunction = false, From = Some.At(50), To = Some.At(70) }, "hidden called", "called"),
        ["function"] = (new() { FunctionName = "find_table" }, "called", null),
        ["function, its beginning in another case"] = (new() { FunctionName = "FIND_" }, "called", null),
        ["exact function"] = (new() { ExactFunctionName = "find_table" }, "called", null),
        ["exact function, its beginning"] = (new() { ExactFunctionName = "find_" }, "", null),
        ["exact function, other case"] = (new() { ExactFunctionName = "Find_table" }, "", null),
        ["exact function, empty"] = (new() { ExactFunctionName = "" }, "", null),
        ["call from"] = (new() { CallFrom = Some.At(0) }, "failed called", null),
        ["call from, a tick later"] = (new() { CallFrom = Some.At(0).AddTicks(1) }, "", null),
        ["call to"] = (new() { CallTo = Some.At(60) }, "failed", null),
        ["call to, a tick later"] = (new() { CallTo = Some.At(60).AddTicks(1) }, "failed called", null),
        ["call"] = (new() { FunctionEventId = Some.CallId(2, "called") }, "called", null),
        ["call, other case"] = (new() { FunctionEventId = Some.CallId(2, "called").ToUpperInvariant() }, "", null),
        ["call, empty"] = (new() { FunctionEventId = "" }, "", null),
        ["outcome"] = (new() { Outcome = FunctionOutcome.Failed }, "failed", null),
        ["outcome, completed"] = (new() { Outcome = FunctionOutcome.Completed }, "called", null),
        ["outcome, none"] = (new() { Outcome = FunctionOutcome.Canceled }, "", null),
        ["outcome, of a call that nobody ended"] = (new() { Outcome = FunctionOutcome.Abandoned, IdleSince = Some.At(60) }, "called", null),
        ["outcome, of one that runs"] = (new() { Outcome = FunctionOutcome.Abandoned, IdleSince = Some.At(60).AddTicks(-1) }, "", null),
        ["error type"] = (new() { ErrorType = "System.TimeoutException" }, "failed", null),
        ["error type, without its namespace"] = (new() { ErrorType = "TimeoutException" }, "failed", null),
        ["error type, part of a name"] = (new() { ErrorType = "outException" }, "", null),
        ["error type, other case"] = (new() { ErrorType = "timeoutexception" }, "", null),
        ["error type, empty"] = (new() { ErrorType = "" }, "", null),
        ["outcome and error type"] = (new() { Outcome = FunctionOutcome.Completed, ErrorType = "TimeoutException" }, "", null),
        ["info"] = (new() { Level = EntryLevel.Info }, "plain fields", null),
        ["field in a call of a function"] = (new() { FunctionName = "find_table", Field = new("status", "409") }, "", null),
        ["level warning"] = (new() { Level = EntryLevel.Warning }, "hidden warning", "warning"),
        ["level error"] = (new() { Level = EntryLevel.Error }, "hidden error", "error"),
        ["field, number"] = (new() { Field = new("status", "409") }, "fields", null),
        ["field, number of a personal entry"] = (new() { Field = new("status", "500") }, "", null),
        ["field, other digits"] = (new() { Field = new("status", "409.0") }, "", null),
        ["field, second entry"] = (new() { Field = new("status", "410") }, "fields", null),
        ["field, bool"] = (new() { Field = new("ok", "true") }, "fields", null),
        ["field, null"] = (new() { Field = new("none", "null") }, "fields", null),
        ["field, text"] = (new() { Field = new("crm", "crm") }, "fields", null),
        ["field, text in other case"] = (new() { Field = new("crm", "CRM") }, "", null),
        ["field, text in quotes"] = (new() { Field = new("crm", "\"crm\"") }, "", null),
        ["field, key in other case"] = (new() { Field = new("CRM", "crm") }, "", null),
        ["field, empty"] = (new() { Field = new("empty", "") }, "fields", null),
        ["field, nested"] = (new() { Field = new("nested", """{"a":[1,"b"]}""") }, "fields", null),
        ["field, decimal"] = (new() { Field = new("price", "1.10") }, "fields", null),
        ["field, exponent"] = (new() { Field = new("half", "5e-1") }, "fields", null),
        ["field, Guid"] = (new() { Field = new("id", Some.Id("x").ToString()) }, "fields", null),
        ["field, personal"] = (new() { Field = new("phone", "+1555") }, "", null),
        ["field, shown form of a personal one"] = (new() { Field = new("phone", "+1…") }, "", null),
        ["long"] = (new() { MinDuration = TimeSpan.FromMinutes(170) }, "hidden", ""),
        ["longer"] = (new() { MinDuration = TimeSpan.FromMinutes(170) + TimeSpan.FromTicks(1) }, "", null),
        ["short"] = (new() { MaxDuration = TimeSpan.Zero, To = Some.At(35) }, "plain voice error", "plain voice error hidden"),
        ["slow"] = (new() { MinLatency = TimeSpan.FromSeconds(1) }, "failed called", null),
        ["slower"] = (new() { MinLatency = TimeSpan.FromSeconds(1) + TimeSpan.FromTicks(1) }, "failed", null),
        ["fast"] = (new() { MaxLatency = TimeSpan.FromSeconds(1) }, "called", null),
        ["tokens at least"] = (new() { MinTokens = 10 }, "failed called", null),
        ["tokens between"] = (new() { MinTokens = 11, MaxTokens = 1_000 }, "failed", null),
        ["tokens at most"] = (new() { MaxTokens = 9, From = Some.At(50), To = Some.At(75) }, "hidden liked", "liked"),
        ["liked"] = (new() { Rating = FeedbackRating.Like }, "liked", null),
        ["liked by the team"] = (new() { Rating = FeedbackRating.Like, RatingSource = FeedbackSource.Team }, "", null),
        ["disliked by the team"] = (new() { Rating = FeedbackRating.Dislike, RatingSource = FeedbackSource.Team }, "disliked", null),
        ["a source alone"] = (new() { RatingSource = FeedbackSource.Team }, All, null),
        ["rated"] = (new() { IsRated = true }, "liked disliked", null),
        ["rated by users"] = (new() { IsRated = true, RatingSource = FeedbackSource.User }, "liked", null),
        ["rated by the team"] = (new() { IsRated = true, RatingSource = FeedbackSource.Team }, "disliked", null),
        ["not rated"] = (new() { IsRated = false, To = Some.At(100), From = Some.At(70) }, "hidden annotated", "annotated"),
        ["not rated by users"] =
            (new() { IsRated = false, RatingSource = FeedbackSource.User, To = Some.At(100), From = Some.At(70) }, "hidden disliked annotated",
            "disliked annotated"),
        ["liked and not rated by the team"] = (new() { Rating = FeedbackRating.Like, IsRated = false, RatingSource = FeedbackSource.Team }, "", null),
        ["account"] = (new() { AccountId = "acme" }, "liked disliked", null),
        ["account, other case"] = (new() { AccountId = "Acme" }, "", null),
        ["account, empty"] = (new() { AccountId = "" }, "", null),
        ["project"] = (new() { ProjectId = "p1" }, "liked annotated", null),
        ["project, empty"] = (new() { ProjectId = "" }, "disliked", null),
        ["project of an account"] = (new() { AccountId = "acme", ProjectId = "p1" }, "liked", null),
        ["project, in other orders"] = (new() { ProjectId = "p1", Sort = ConversationSort.Tokens, Ascending = true }, "liked annotated", null),
        ["comment"] = (new() { HasComment = true }, "liked", null),
        ["comment of the team"] = (new() { HasComment = true, RatingSource = FeedbackSource.Team }, "", null),
        ["no comment"] = (new() { HasComment = false, AgentId = "bookings", From = Some.At(70), To = Some.At(100) }, "hidden disliked annotated",
            "disliked annotated"),
        ["annotated"] = (new() { IsAnnotated = true }, "annotated", null),
        ["not annotated"] = (new() { IsAnnotated = false, From = Some.At(80), To = Some.At(100) }, "hidden disliked", "disliked"),
        ["read"] = (new() { IsUnread = false }, "annotated", null),
        ["unread"] = (new() { IsUnread = true, From = Some.At(90), To = Some.At(121) }, "hidden fields", "fields"),
        ["debugging that failed"] =
            (new() { Environment = ConversationEnvironment.Debug, HasFailedFunction = true, HasError = true, Channel = "voice" }, "debug", null),
        ["a user's errors"] = (new() { UserId = "jane", HasError = true, Level = EntryLevel.Warning }, "hidden", ""),
        ["called, fast and cheap"] =
            (new() { FunctionName = "find_table", MaxLatency = TimeSpan.FromSeconds(2), MaxTokens = 10, HasFailedFunction = false }, "called", null),
    };

    private static ConversationQuery Without(ConversationQuery found) => new() { Not = found };

    // Filters with tests of their own (problems in ProblemContract): pseudonyms are random, texts are searched.
    private static readonly string[] s_askedElsewhere =
    [
        nameof(ConversationQuery.UserPseudonym), nameof(ConversationQuery.Text), nameof(ConversationQuery.EntriesOnly),
        nameof(ConversationQuery.HasProblem), nameof(ConversationQuery.Problems), nameof(ConversationQuery.HasInterruption),
    ];

    [Fact]
    public void Each_filter_has_a_case_and_is_asked_for_at_random()
    {
        var cases = s_cases.Values.Select(static known => known.Query);
        var questions = Enumerable.Range(0, 20).SelectMany(static seed => AnyQuestion.EachFilter(new Random(seed))).ToList();

        Unasked(cases).Should().BeEquivalentTo(s_askedElsewhere);
        Unasked(questions).Should().BeEmpty();

        static IEnumerable<string> Unasked(IEnumerable<ConversationQuery> queries)
            => QueryFilters.All.Where(filter => queries.All(query => Equals(filter.Given(query), filter.Given(new ConversationQuery()))))
                .Select(static filter => filter.Name);
    }

    [Fact]
    public void Each_filter_that_can_be_negated_has_a_case_and_is_asked_for_at_random_and_others_are_refused()
    {
        var negatable = QueryFilters.All.Where(static filter => filter.Alone is not null).Select(static filter => filter.Name).ToList();
        var cases = s_cases.Values.SelectMany(static known => known.Query.Excluded);
        var questions = Enumerable.Range(0, 200).SelectMany(static seed => AnyQuestion.EachFilter(new Random(seed))).SelectMany(static query => query.Excluded);

        cases.Select(static excluded => excluded.Filter.Name).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(negatable);
        questions.Select(static excluded => excluded.Filter.Name).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(negatable);
        FluentActions.Invoking(static () => Without(new() { AgentId = "a", HasError = false })).Should().Throw<ArgumentException>().WithMessage("*HasError*opposite*");
        FluentActions.Invoking(static () => Without(new() { UserId = "jane" })).Should().Throw<ArgumentException>().Which.Message.Should().NotContain("jane");
    }

    [Fact]
    public async Task A_filter_lets_through_what_it_says()
    {
        await WriteAndIndexAsync(s_population);

        await EachCase.HoldsAsync(s_cases.Keys, async name =>
        {
            var (query, permitted, other) = s_cases[name];
            await HoldsAsync(query, withPii: true, permitted);
            await HoldsAsync(query, withPii: false, other ?? permitted);
        });
    }

    [Fact]
    public async Task Filters_of_a_turn_hold_for_one_turn()
    {
        await WriteAsync(
            Some.Opening("grew fast"), Timed(1, "grew fast", 0, 9), Timed(2, "grew fast", 100, 1),
            Some.Opening("grew slow"), Timed(1, "grew slow", 0, 1), Timed(2, "grew slow", 100, 9),
            Some.Opening("unknown"), Some.Turn(1, "unknown", minute: 50),
            Some.Opening("silent"), Some.Entry(1, conversation: "silent") with { Timestamp = Some.At(200) });
        (ConversationQuery Query, string[] Ids)[] cases =
        [
            (new() { TurnFrom = Some.At(60) }, ["grew fast", "grew slow"]),
            (new() { TurnFrom = Some.At(10), TurnTo = Some.At(90) }, ["unknown"]),
            (new() { TurnFrom = Some.At(60), MinLatency = TimeSpan.FromSeconds(9) }, ["grew slow"]),
            (new() { TurnFrom = Some.At(60), MaxLatency = TimeSpan.FromSeconds(1) }, ["grew fast"]),
            (new() { TurnTo = Some.At(60), MinLatency = TimeSpan.FromSeconds(9) }, ["grew fast"]),
            (new() { TurnTo = Some.At(60), MaxLatency = TimeSpan.FromSeconds(1) }, ["grew slow"]),
            (new() { TurnTo = Some.At(60), MinLatency = TimeSpan.FromSeconds(2), MaxLatency = TimeSpan.FromSeconds(8) }, []),
            (new() { MinLatency = TimeSpan.FromSeconds(9) }, ["grew fast", "grew slow"]),
            (new() { MaxLatency = TimeSpan.FromSeconds(1) }, []),
        ];

        foreach (var (query, ids) in cases)
        {
            foreach (var sort in Enum.GetValues<ConversationSort>())
            {
                (await ListAsync(query with { Sort = sort })).Should().BeEquivalentTo(ids, "{0} asks so", query);
                (await ListAsync(query with { Sort = sort }, withPii: false)).Should().BeEquivalentTo(ids, "{0} asks so", query);
            }
        }

        static TurnRecord Timed(int turn, string conversation, double minute, int seconds)
            => Some.Turn(turn, conversation, minute: minute) with { Latency = TimeSpan.FromSeconds(seconds) };
    }

    [Fact]
    public async Task A_duration_is_the_one_that_lists_are_sorted_by()
    {
        await WriteAsync(
            Some.Opening("closed") with { ClosedAt = Some.At(30) },
            Some.Opening("running", minute: 1), Some.Entry(1, conversation: "running") with { Timestamp = Some.At(21) },
            Some.Opening("private", minute: 2), Some.Entry(1, conversation: "private") with { Timestamp = Some.At(7) },
            Some.Entry(2, conversation: "private", isPii: true) with { Timestamp = Some.At(42) },
            Some.Opening("silent", minute: 3));

        foreach (bool withPii in (bool[])[true, false])
        {
            (string Id, int Minutes)[] byDuration = withPii
                ? [("silent", 0), ("running", 20), ("closed", 30), ("private", 40)]
                : [("silent", 0), ("private", 5), ("running", 20), ("closed", 30)];
            var sorted = await Store.ListAsync(new ConversationQuery { Sort = ConversationSort.Duration, Ascending = true }, withPii);
            sorted.Conversations.Select(static summary => summary.Conversation.ConversationId).Should().Equal(byDuration.Select(static known => known.Id));

            foreach (int bound in (int[])[0, 5, 20, 30, 40])
            {
                var duration = TimeSpan.FromMinutes(bound);
                foreach (var sort in Enum.GetValues<ConversationSort>())
                {
                    await HoldsAsync(new ConversationQuery { MinDuration = duration, Sort = sort }, withPii, Ids(minutes => minutes >= bound));
                    await HoldsAsync(new ConversationQuery { MaxDuration = duration, Sort = sort, From = Some.At(0) }, withPii,
                        Ids(minutes => minutes <= bound));
                }

                await HoldsAsync(new ConversationQuery { MinDuration = duration, MaxDuration = duration }, withPii, Ids(minutes => minutes == bound));
                await HoldsAsync(new ConversationQuery { MinDuration = duration + TimeSpan.FromTicks(1) }, withPii, Ids(minutes => minutes > bound));
            }

            string Ids(Func<int, bool> isAmong) => string.Join(' ', byDuration.Where(known => isAmong(known.Minutes)).Select(static known => known.Id));
        }
    }

    [Fact]
    public async Task A_user_is_found_by_the_pseudonym_by_every_reader()
    {
        await WriteAndIndexAsync(s_population);
        var query = new ConversationQuery { UserPseudonym = (await ReadSummaryAsync("voice")).UserPseudonym };

        await HoldsAsync(query, withPii: true, "voice hidden");
        await HoldsAsync(query, withPii: false, "voice hidden");
        await HoldsAsync(new ConversationQuery { UserPseudonym = "jane" }, withPii: true, "");
    }

    [Fact]
    public async Task A_filter_looks_at_what_is_known_now()
    {
        await WriteAsync(Some.Opening() with { Channel = "voice", UserId = "jane", ProjectId = "p1" }, Some.Turn(1) with { Latency = TimeSpan.FromSeconds(9) });
        await WriteAsync(Some.Opening(writer: 2) with { Channel = "webchat", UserId = "joe", AccountId = "globex", ProjectId = "p1" },
            Some.Turn(1) with { Revision = 1, Latency = TimeSpan.FromSeconds(1) });

        await HoldsAsync(new ConversationQuery { Channel = "webchat", UserId = "joe", AgentId = "bookings", MaxLatency = TimeSpan.FromSeconds(1) },
            withPii: true, Some.Conversation);
        await HoldsAsync(new ConversationQuery { Channel = "voice" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { UserId = "jane" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { AgentId = "weather" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { AccountId = "globex", ProjectId = "p1" }, withPii: true, Some.Conversation);
        await HoldsAsync(new ConversationQuery { AccountId = "acme" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { MinLatency = TimeSpan.FromSeconds(9) }, withPii: true, "");
    }

    [Fact]
    public async Task A_cost_and_a_duration_that_were_corrected_are_those_that_are_compared()
    {
        await WriteAsync(
            Some.Opening() with { VariantId = "a", Handoff = new Handoff("queue", "angry") },
            Some.Turn(1) with { Usage = new ModelUsage("m", cost: 9, currency: "EUR") },
            Some.Call(1, outcome: FunctionOutcome.Completed) with { Duration = TimeSpan.FromSeconds(9) });
        await WriteAsync(
            Some.Opening(writer: 2) with { VariantId = "b" },
            Some.Turn(1) with { Revision = 1, Usage = new ModelUsage("n") },
            Some.Call(1, outcome: FunctionOutcome.Completed) with { Revision = 1, Duration = TimeSpan.FromSeconds(1) });

        await HoldsAsync(new ConversationQuery { MinCost = 0 }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { Model = "m" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { VariantId = "a" }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { MinFunctionDuration = TimeSpan.FromSeconds(2) }, withPii: true, "");
        await HoldsAsync(
            new ConversationQuery { VariantId = "b", Model = "n", HandoffReason = "angry", MinFunctionDuration = TimeSpan.FromSeconds(1) },
            withPii: true,
            Some.Conversation);
    }

    [Fact]
    public async Task Costs_that_nobody_can_have_meant_stop_no_list()
    {
        await WriteAsync(
            [Some.Opening(), .. Enumerable.Range(1, 12).Select(static i => Some.Turn(i) with { Usage = new ModelUsage("m", cost: decimal.MaxValue, currency: "EUR") })]);

        await HoldsAsync(new ConversationQuery { MinCost = 1_000_000_000 }, withPii: true, Some.Conversation);
        await HoldsAsync(new ConversationQuery { MinCost = decimal.MaxValue }, withPii: true, Some.Conversation);
    }

    [Fact]
    public async Task Agents_are_those_of_the_lists_each_once_in_order()
    {
        await WriteAndIndexAsync(s_population);
        await WriteAsync(
            Some.Opening("e", agent: ""), Some.Opening("u", agent: "\uFFFD"), Some.Opening("s", agent: "😀"), Some.Opening("c", agent: "Bookings"));

        (await Store.ListAgentsAsync(ConversationScope.All)).Should().Equal("", "Bookings", "bookings", "weather", "\uFFFD", "😀");
    }
}
