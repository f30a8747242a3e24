using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.AspNetCore.Review;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The texts of the pages of calls, and links to calls.</summary>
internal static class CallLabels
{
    /// <summary>The text for a missing value.</summary>
    public const string None = "–";

    /// <summary>The plural of a kind, capitalized.</summary>
    public static string Plural(CallTargetKind kind) => kind switch
    {
        CallTargetKind.Function => "Functions",
        CallTargetKind.Endpoint => "API endpoints",
        _ => "Models",
    };

    /// <summary>The singular of a kind, capitalized.</summary>
    public static string Singular(CallTargetKind kind) => kind switch
    {
        CallTargetKind.Function => "Function",
        CallTargetKind.Endpoint => "API endpoint",
        _ => "Model",
    };

    /// <summary>The noun for calls of a kind.</summary>
    public static string Calls(CallTargetKind kind) => kind switch
    {
        CallTargetKind.Function => "function calls",
        CallTargetKind.Endpoint => "API responses",
        _ => "model calls",
    };

    /// <summary>A count with its share; without one if there are too few calls.</summary>
    public static string Share(long part, long whole)
        => part == 0 || whole < CallChange.Fewest ? ShownNumber.Count(part) : $"{ShownNumber.Count(part)} ({Percent(part, whole)})";

    public static string Percent(long part, long whole)
        => whole == 0 ? None : ShownNumber.Percent((double)part / whole);

    /// <summary>The address of a call on the page of its conversation.</summary>
    public static string Href(ConsolePaths paths, CallTargetKind kind, string conversationId, string callId)
        => paths.Conversation(conversationId) + Anchor.Href(kind switch
        {
            CallTargetKind.Function => Anchor.Event(callId),
            CallTargetKind.Endpoint => Guid.TryParse(callId, out var id) ? Anchor.Entry(id) : callId,
            _ => Anchor.Model(callId),
        });
}
