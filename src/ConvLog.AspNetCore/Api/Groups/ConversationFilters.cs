using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>All filters of lists of conversations, and their order. What is personal stands in no address: see <see cref="PersonalFilters"/>.</summary>
internal static class ConversationFilters
{
    public static readonly TextValue Agent = new("agent", "Of this agent.", Longest: 1_024);

    public static readonly ChoiceValue<ConversationEnvironment> Environment = new(
        "environment",
        "Where the agent runs. Without it, all but debug.",
        [("live", ConversationEnvironment.Live), ("pre-release", ConversationEnvironment.PreRelease), ("sandbox", ConversationEnvironment.Sandbox), ("debug", ConversationEnvironment.Debug)]);

    public static readonly TextValue Channel = new("channel", "Of this channel, such as webchat.", Longest: 1_024);

    public static readonly ChoiceValue<FeedbackRating> Rating = new("rating", "Some turn has this rating.", [("like", FeedbackRating.Like), ("dislike", FeedbackRating.Dislike)]);

    public static readonly ChoiceValue<EntryLevel> Level = new("level", "There is an entry of this level.", [("info", EntryLevel.Info), ("warning", EntryLevel.Warning), ("error", EntryLevel.Error)]);

    public static readonly TimeRange Time = TimeRange.Of(
        "In progress at or after this time: the last activity is not before it. With q and without it: the last seven days.",
        "In progress before this time: the conversation began before it.");

    private const long LongestMilliseconds = 1_000_000_000_000;
    private const long MostTokens = 9_007_199_254_740_991;

    private static readonly TextValue s_account = new("account", "Of this account.", Longest: 1_024);
    private static readonly TextValue s_project = new("project", "Of this project.", Longest: 1_024);
    private static readonly TextValue s_user = new("user", "Of the end user of this pseudonym. By id or number: POST /lookup.", Longest: 1_024);
    private static readonly FlagValue s_hasError = new("has_error", "Whether there is an error entry.");
    private static readonly FlagValue s_hasWarning = new("has_warning", "Whether there is a warning entry.");
    private static readonly FlagValue s_hasFailedFunction = new("has_failed_function", "Whether a function failed.");
    private static readonly TextValue s_function = new("function", "A function of this name was called.", Longest: 1_024);
    private static readonly SearchTextValue s_text = new("q", "An utterance or entry holds these words; see GET /search. Without from, it looks at the last seven days.") { Example = "refund" };
    private static readonly FieldValue s_field = new("field", "Some entry has this field, as key:value. Personal fields never match.") { Example = "status:409" };
    private static readonly IntegerValue s_minLatency = new("min_latency_ms", "The slowest answer took at least so many milliseconds.", 0, LongestMilliseconds);
    private static readonly IntegerValue s_maxLatency = new("max_latency_ms", "The slowest answer took at most so many milliseconds.", 0, LongestMilliseconds);
    private static readonly IntegerValue s_minTokens = new("min_tokens", "The turns took at least so many tokens in all.", 0, MostTokens);
    private static readonly IntegerValue s_maxTokens = new("max_tokens", "The turns took at most so many tokens in all.", 0, MostTokens);
    private static readonly FlagValue s_isRated = new("is_rated", "Whether some turn is rated.");

    private static readonly ChoiceValue<FeedbackSource> s_ratingSource = new(
        "rating_source", "Whose ratings is_rated, rating and has_comment look at. Without it, anyone's.", [("user", FeedbackSource.User), ("team", FeedbackSource.Team)]);

    private static readonly FlagValue s_hasComment = new("has_comment", "Whether a rating has a comment.");
    private static readonly FlagValue s_isAnnotated = new("is_annotated", "Whether the team wrote an improved answer.");
    private static readonly FlagValue s_isUnread = new("is_unread", "Whether nobody has marked it as read.");

    private static readonly ChoiceValue<ConversationSort> s_sort = new(
        "sort",
        "What the list is sorted by; default created.",
        [
            ("created", ConversationSort.Created), ("updated", ConversationSort.Updated), ("duration", ConversationSort.Duration),
            ("tokens", ConversationSort.Tokens), ("errors", ConversationSort.Errors),
        ]);

    private static readonly ChoiceValue<bool> s_order = new("order", "desc, which is the default: the newest, longest, most first; asc: the other way round.", [("desc", false), ("asc", true)]);

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
