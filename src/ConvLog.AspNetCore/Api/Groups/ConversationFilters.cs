using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>All filters of lists of conversations, and their order. What is personal stands in no address: see <see cref="PersonalFilters"/>.</summary>
internal static class ConversationFilters
{
    public static readonly TextValue Agent = new("agent", "Only this agent.", Longest: 1_024);

    public static readonly ChoiceValue<ConversationEnvironment> Environment = new(
        "environment",
        "Only this environment; default all except debug.",
        [("live", ConversationEnvironment.Live), ("pre-release", ConversationEnvironment.PreRelease), ("sandbox", ConversationEnvironment.Sandbox), ("debug", ConversationEnvironment.Debug)]);

    public static readonly TextValue Channel = new("channel", "Only this channel, such as webchat.", Longest: 1_024);

    public static readonly ChoiceValue<FeedbackRating> Rating = new("rating", "Only with a turn that has this rating.", [("like", FeedbackRating.Like), ("dislike", FeedbackRating.Dislike)]);

    public static readonly ChoiceValue<EntryLevel> Level = new("level", "Only with an entry of this level.", [("info", EntryLevel.Info), ("warning", EntryLevel.Warning), ("error", EntryLevel.Error)]);

    public static readonly TimeRange Time = TimeRange.Of(
        "Only with activity at or after this time. With q, the default is 7 days ago.",
        "Only started before this time.");

    private const long LongestMilliseconds = 1_000_000_000_000;
    private const long MostTokens = 9_007_199_254_740_991;

    private static readonly TextValue s_account = new("account", "Only this account.", Longest: 1_024);
    private static readonly TextValue s_project = new("project", "Only this project.", Longest: 1_024);
    private static readonly TextValue s_user = new("user", "Only the user with this pseudonym. To filter by ID or phone number, use POST /lookup.", Longest: 1_024);
    private static readonly FlagValue s_hasError = new("has_error", "Whether there is an error entry.");
    private static readonly FlagValue s_hasWarning = new("has_warning", "Whether there is a warning entry.");
    private static readonly FlagValue s_hasFailedFunction = new("has_failed_function", "Whether a function failed.");
    private static readonly TextValue s_function = new("function", "Only with a call of this function.", Longest: 1_024);
    private static readonly SearchTextValue s_text = new("q", "Only with a message or entry that contains these words; see GET /search. Without from, the last 7 days are searched.") { Example = "refund" };
    private static readonly FieldValue s_field = new("field", "Only with an entry that has this field, as key:value. Personal fields never match.") { Example = "status:409" };
    private static readonly IntegerValue s_minLatency = new("min_latency_ms", "The minimum of the longest response time, in milliseconds.", 0, LongestMilliseconds);
    private static readonly IntegerValue s_maxLatency = new("max_latency_ms", "The maximum of the longest response time, in milliseconds.", 0, LongestMilliseconds);
    private static readonly IntegerValue s_minTokens = new("min_tokens", "The minimum number of tokens in all turns.", 0, MostTokens);
    private static readonly IntegerValue s_maxTokens = new("max_tokens", "The maximum number of tokens in all turns.", 0, MostTokens);
    private static readonly FlagValue s_isRated = new("is_rated", "Whether a turn is rated.");

    private static readonly ChoiceValue<FeedbackSource> s_ratingSource = new(
        "rating_source", "Whose ratings is_rated, rating and has_comment apply to; default both.", [("user", FeedbackSource.User), ("team", FeedbackSource.Team)]);

    private static readonly FlagValue s_hasComment = new("has_comment", "Whether a rating has a comment.");
    private static readonly FlagValue s_isAnnotated = new("is_annotated", "Whether the team wrote an improved answer.");
    private static readonly FlagValue s_isUnread = new("is_unread", "Whether the conversation is unread.");

    private static readonly ChoiceValue<ConversationSort> s_sort = new(
        "sort",
        "The sort key; default created.",
        [
            ("created", ConversationSort.Created), ("updated", ConversationSort.Updated), ("duration", ConversationSort.Duration),
            ("tokens", ConversationSort.Tokens), ("errors", ConversationSort.Errors),
        ]);

    private static readonly ChoiceValue<bool> s_order = new("order", "desc (the default) or asc.", [("desc", false), ("asc", true)]);

    public static IReadOnlyList<ApiParameter> All { get; } =
    [
        Agent, s_account, s_project, Environment, Channel, Time.From, Time.To, s_user, s_hasError, s_hasWarning, s_hasFailedFunction, s_function, Level, s_text, s_field,
        s_minLatency, s_maxLatency, s_minTokens, s_maxTokens, s_isRated, Rating, s_ratingSource, s_hasComment, s_isAnnotated, s_isUnread, s_sort, s_order,
    ];

    /// <summary>Of which agent, where and when: what lists of something in conversations take of them.</summary>
    public static IReadOnlyList<ApiParameter> OfWhom { get; } = [Agent, Environment, Channel, Time.From, Time.To];

    public static ConversationQuery Read(ApiCall call)
        => ReadOfWhom(call) with
        {
            AccountId = s_account.Read(call),
            ProjectId = s_project.Read(call),
            UserPseudonym = s_user.Read(call),
            HasError = s_hasError.Read(call),
            HasWarning = s_hasWarning.Read(call),
            HasFailedFunction = s_hasFailedFunction.Read(call),
            FunctionName = s_function.Read(call),
            Level = Level.Read(call),
            Text = s_text.Read(call),
            Field = s_field.Read(call),
            MinLatency = Milliseconds(s_minLatency.Read(call)),
            MaxLatency = Milliseconds(s_maxLatency.Read(call)),
            MinTokens = s_minTokens.Read(call),
            MaxTokens = s_maxTokens.Read(call),
            IsRated = s_isRated.Read(call),
            Rating = Rating.Read(call),
            RatingSource = s_ratingSource.Read(call),
            HasComment = s_hasComment.Read(call),
            IsAnnotated = s_isAnnotated.Read(call),
            IsUnread = s_isUnread.Read(call),
            Sort = s_sort.Read(call) ?? ConversationSort.Created,
            Ascending = s_order.Read(call) ?? false,
        };

    /// <summary>What <see cref="OfWhom"/> says.</summary>
    public static ConversationQuery ReadOfWhom(ApiCall call)
    {
        var (from, to) = Time.Read(call);
        return new ConversationQuery { AgentId = Agent.Read(call), Environment = Environment.Read(call), Channel = Channel.Read(call), From = from, To = to };
    }

    private static TimeSpan? Milliseconds(long? count) => count is { } known ? TimeSpan.FromMilliseconds(known) : null;
}
