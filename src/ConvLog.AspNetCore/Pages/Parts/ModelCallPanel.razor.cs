using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The details of a model call: its parameters, tools, messages, usage and end.</summary>
public partial class ModelCallPanel
{
    private ModelCallView Call { get; init; } = null!;

    private TurnView Turn { get; init; } = null!;

    private ConsolePage Page { get; init; } = null!;

    private ReviewedConversation Review { get; init; } = null!;

    internal static RenderFragment Of(ModelCallView call, TurnView turn, ConsolePage page, ReviewedConversation review)
        => new ModelCallPanel { Call = call, Turn = turn, Page = page, Review = review }.BuildRenderTree;

    private static bool HasEnd(ModelCallView call)
        => (call.AgentName ?? call.Purpose ?? call.FinishReason) is not null
            || call.TimeToFirstToken is not null
            || call.Chunks > 0
            || call.ResponseId is not null;

    private static bool HasAny(ModelParameters? parameters)
        => parameters is { Temperature: not null } or { MaxOutputTokens: not null } or { ResponseFormat: not null };

    private static FunctionEventView? CallOf(string? id, TurnView turn)
        => id is null ? null : turn.FunctionEvents.FirstOrDefault(call => string.Equals(call.Id, id, StringComparison.Ordinal));
}
