using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.AspNetCore.Review;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>Texts for the pages of calls, and links to calls.</summary>
internal static class CallWords
{
    /// <summary>Shown if there is no value.</summary>
    public const string None = "–";

    /// <summary>The kind of target, in the plural and capitalized.</summary>
    public static string Plural(CallTargetKind kind) => kind switch
    {
        CallTargetKind.Function => "Functions",
        CallTargetKind.Endpoint => "API endpoints",
        _ => "Models",
    };

    /// <summary>The kind of target, capitalized.</summary>
    public static string Singular(CallTargetKind kind) => kind switch
    {
        CallTargetKind.Function => "Function",
        CallTargetKind.Endpoint => "API endpoint",
        _ => "Model",
    };

    /// <summary>The name of calls of this kind.</summary>
    public static string Calls(CallTargetKind kind) => kind switch
    {
        CallTargetKind.Function => "function calls",
        CallTargetKind.Endpoint => "API responses",
        _ => "model calls",
    };

    /// <summary>A count with its percentage, which is omitted if there are too few.</summary>
    public static string Share(long part, long whole)
        => part == 0 || whole < CallChange.Fewest ? ShownNumber.Count(part) : $"{ShownNumber.Count(part)} ({Percent(part, whole)})";

    /// <summary>A percentage.</summary>
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
