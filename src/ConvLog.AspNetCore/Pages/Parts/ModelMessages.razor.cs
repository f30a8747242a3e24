using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The messages of a model call as a chat: earlier messages in one line each, new messages, and the response.</summary>
public partial class ModelMessages
{
    // Of earlier messages, the first, which is often the system prompt, and the latest two; each links to where it is shown in full. With more, the page
    // of a long conversation grow with the square of its length.
    private const int MostEarlier = 3;

    private ModelCallView Call { get; init; } = null!;

    private TurnView Turn { get; init; } = null!;

    private ConsolePage Page { get; init; } = null!;

    private ReviewedConversation Review { get; init; } = null!;

    private int EarlierCount { get; init; }

    // The place of the note about omitted messages.
    private int OmittedAt => Call.OmittedMessages > 0 ? Math.Max(EarlierCount, Call.Request.Count / 2) : -1;

    internal static RenderFragment Of(ModelCallView call, TurnView turn, ConsolePage page, ReviewedConversation review)
        => new ModelMessages { Call = call, Turn = turn, Page = page, Review = review, EarlierCount = ModelCalls.EarlierOf(call) }.BuildRenderTree;

    private static FunctionEventView? CallOf(string id, TurnView turn)
        => id.Length == 0 ? null : turn.FunctionEvents.FirstOrDefault(call => string.Equals(call.CallId, id, StringComparison.Ordinal));

    private static string? NameOf(string id, TurnView turn)
        => turn.ModelCalls.SelectMany(static model => model.Response?.ToolCalls ?? []).FirstOrDefault(
            call => string.Equals(call.CallId, id, StringComparison.Ordinal))?.Name;

    private static string RoleOf(ModelMessageView message) => message.IsMissing ? "" : message.Role switch
    {
        ModelRole.System => "System",
        ModelRole.User => "User",
        ModelRole.Assistant => message.Author ?? "Assistant",
        _ => "Tool",
    };

    private static string CssOf(ModelRole role) => role switch
    {
        ModelRole.System => "system",
        ModelRole.User => "user",
        ModelRole.Assistant => "assistant",
        _ => "tool",
    };
}
