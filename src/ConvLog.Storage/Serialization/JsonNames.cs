using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization;

/// <summary>The names of enumerations in JSON.</summary>
internal static class JsonNames
{
    public static string Of(ConversationEnvironment environment) => environment switch
    {
        ConversationEnvironment.Live => "live",
        ConversationEnvironment.PreRelease => "pre-release",
        ConversationEnvironment.Sandbox => "sandbox",
        ConversationEnvironment.Debug => "debug",
        _ => throw new ArgumentOutOfRangeException(nameof(environment), environment, "Not an environment."),
    };

    public static string? Of(ConversationDirection? direction) => direction switch
    {
        null => null,
        ConversationDirection.Inbound => "inbound",
        ConversationDirection.Outbound => "outbound",
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, "Not a direction."),
    };

    public static string? Of(FunctionOutcome? outcome) => outcome switch
    {
        null => null,
        FunctionOutcome.Completed => "completed",
        FunctionOutcome.Failed => "failed",
        FunctionOutcome.Abandoned => "abandoned",
        FunctionOutcome.Canceled => "canceled",
        FunctionOutcome.Declined => "declined",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
    };

    public static string? Of(TurnOutcome? outcome) => outcome switch
    {
        null => null,
        TurnOutcome.Completed => "completed",
        TurnOutcome.Failed => "failed",
        TurnOutcome.Abandoned => "abandoned",
        TurnOutcome.Canceled => "canceled",
        TurnOutcome.Waiting => "waiting",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
    };

    public static string? Of(CancelReason? reason) => reason switch
    {
        null => null,
        CancelReason.Unspecified => "unspecified",
        CancelReason.UserInterrupted => "user_interrupted",
        CancelReason.UserLeft => "user_left",
        CancelReason.Superseded => "superseded",
        CancelReason.HostStopped => "host_stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };

    public static string Of(ScoreSource source) => source switch
    {
        ScoreSource.User => "user",
        ScoreSource.Team => "team",
        ScoreSource.Model => "model",
        _ => "code",
    };

    public static string Of(ScoreType type) => type switch
    {
        ScoreType.Number => "number",
        ScoreType.YesNo => "yes_no",
        _ => "category",
    };

    public static string Of(FeedbackSource source) => source switch
    {
        FeedbackSource.User => "user",
        FeedbackSource.Team => "team",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not a source."),
    };

    public static string Of(FeedbackRating rating) => rating switch
    {
        FeedbackRating.Like => "like",
        FeedbackRating.Dislike => "dislike",
        _ => throw new ArgumentOutOfRangeException(nameof(rating), rating, "Not a rating."),
    };

    public static string Of(StateChangeKind kind) => kind switch
    {
        StateChangeKind.Added => "added",
        StateChangeKind.Updated => "updated",
        StateChangeKind.Removed => "removed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of change."),
    };

    public static string Of(HandoffKind kind) => kind switch
    {
        HandoffKind.Back => "back",
        HandoffKind.Agent => "agent",
        _ => "off",
    };

    public static string? Of(EndReason? reason) => reason is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;

    public static string Of(ModelRole role) => role switch
    {
        ModelRole.System => "system",
        ModelRole.User => "user",
        ModelRole.Assistant => "assistant",
        ModelRole.Tool => "tool",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role."),
    };

    /// <summary>The kinds of problems, in output order.</summary>
    public static IReadOnlyList<ProblemKinds> Problems { get; } =
        [ProblemKinds.Turn, ProblemKinds.Function, ProblemKinds.Model, ProblemKinds.Api, ProblemKinds.Entry, ProblemKinds.Loss];

    public static string Of(ProblemKinds kind) => kind switch
    {
        ProblemKinds.Turn => "turn",
        ProblemKinds.Function => "function",
        ProblemKinds.Model => "model",
        ProblemKinds.Api => "api",
        ProblemKinds.Entry => "entry",
        ProblemKinds.Loss => "loss",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of problem."),
    };

    /// <summary>The name of a loss reason in JSON: <c>entry_limit</c>.</summary>
    public static string Of(LossReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());

    public static string Of(TurnInputKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    public static string Of(ApprovalDecision decision) => JsonNamingPolicy.SnakeCaseLower.ConvertName(decision.ToString());

    /// <summary>The name of a value of any of these enumerations.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum
        => value switch
        {
            ConversationEnvironment environment => Of(environment),
            ConversationDirection direction => Of((ConversationDirection?)direction)!,
            FunctionOutcome outcome => Of((FunctionOutcome?)outcome)!,
            CancelReason reason => Of((CancelReason?)reason)!,
            FeedbackSource source => Of(source),
            ScoreSource source => Of(source),
            FeedbackRating rating => Of(rating),
            StateChangeKind change => Of(change),
            HandoffKind handoff => Of(handoff),
            EndReason reason => Of((EndReason?)reason)!,
            EntryLevel level => EntryJson.LevelName(level),
            TurnInputKind kind => Of(kind),
            ApprovalDecision decision => Of(decision),
            _ => throw new ArgumentException($"The values of {typeof(T).Name} have no names in JSON.", nameof(value)),
        };

    /// <summary>The value of a name that <see cref="NameOf"/> returns.</summary>
    /// <exception cref="JsonException">There is no such value.</exception>
    public static T ValueOf<T>(string? name)
        where T : struct, Enum
        => Parse<T>(name, NameOf);

    public static ConversationEnvironment Environment(string? name) => Parse<ConversationEnvironment>(name, static v => Of(v));

    public static ConversationDirection? Direction(string? name)
        => name is null ? null : Parse<ConversationDirection>(name, static v => Of((ConversationDirection?)v)!);

    public static FunctionOutcome? Outcome(string? name) => name is null ? null : Parse<FunctionOutcome>(name, static v => Of((FunctionOutcome?)v)!);

    public static CancelReason? WhyCanceled(string? name) => name is null ? null : Parse<CancelReason>(name, static v => Of((CancelReason?)v)!);

    public static EntryLevel Level(string? name) => Parse<EntryLevel>(name, EntryJson.LevelName);

    public static LossReason Reason(string? name) => Parse<LossReason>(name, Of);

    private static T Parse<T>(string? name, Func<T, string> nameOf)
        where T : struct, Enum
    {
        T[] all = Enum.GetValues<T>();
        foreach (var value in all)
        {
            if (string.Equals(nameOf(value), name, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw new JsonException($"'{name}' is not one of {string.Join(", ", all.Select(nameOf))}.");
    }
}
