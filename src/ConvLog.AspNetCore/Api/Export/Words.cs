using System.Text.Json;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Enumerations as the API writes them.</summary>
internal static class Words
{
    public static string Of(ConversationEnvironment environment) => environment switch
    {
        ConversationEnvironment.Live => "live",
        ConversationEnvironment.PreRelease => "pre-release",
        ConversationEnvironment.Sandbox => "sandbox",
        _ => "debug",
    };

    public static string? Of(EndReason? reason) => reason is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;

    public static string? Of(FeedbackRating? rating) => rating switch
    {
        null => null,
        FeedbackRating.Like => "like",
        _ => "dislike",
    };
}
