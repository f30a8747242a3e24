using System.Text.Json;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Enumerations in the words of the API.</summary>
internal static class EnumNames
{
    public static string Of(ConversationEnvironment environment) => environment switch
    {
        ConversationEnvironment.Live => "live",
        ConversationEnvironment.PreRelease => "pre-release",
        ConversationEnvironment.Sandbox => "sandbox",
        _ => "debug",
    };

    public static string? Of(EndReason? reason) => reason is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;

    public static string? Of(TurnOutcome? outcome) => outcome switch
    {
        null => null,
        TurnOutcome.Completed => "completed",
        TurnOutcome.Failed => "failed",
        TurnOutcome.Canceled => "canceled",
        TurnOutcome.Waiting => "waiting",
        _ => "abandoned",
    };

    public static string? Of(FunctionOutcome? outcome) => outcome is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;

    public static string? Of(CancelReason? reason) => reason switch
    {
        null => null,
        CancelReason.UserInterrupted => "user_interrupted",
        CancelReason.UserLeft => "user_left",
        CancelReason.Superseded => "superseded",
        CancelReason.HostStopped => "host_stopped",
        _ => "unspecified",
    };

    public static string? Of(FeedbackRating? rating) => rating switch
    {
        null => null,
        FeedbackRating.Like => "like",
        _ => "dislike",
    };
}
