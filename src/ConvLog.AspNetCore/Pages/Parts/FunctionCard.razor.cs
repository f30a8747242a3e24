using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>One function call of a waterfall: its bar on the turn's time axis, its arguments, its log entries and its outcome.</summary>
public partial class FunctionCard
{
    private WaterfallRow Row { get; init; } = null!;

    private Waterfall Waterfall { get; init; } = null!;

    private TurnView? Turn { get; init; }

    private ConsolePage Page { get; init; } = null!;

    private ReviewedConversation Review { get; init; } = null!;

    private FunctionEventView Call => Row.Call!;

    private string Here => Anchor.Event(Call.Id);

    internal static RenderFragment Of(WaterfallRow row, Waterfall waterfall, TurnView? turn, ConsolePage page, ReviewedConversation review)
        => new FunctionCard { Row = row, Waterfall = waterfall, Turn = turn, Page = page, Review = review }.BuildRenderTree;

    private static FunctionEventView? ParentOf(WaterfallRow row, Waterfall waterfall)
        => row.ParentId is { } id
            ? waterfall.Rows.FirstOrDefault(
                other => other.Call is not null && other.Call != row.Call && string.Equals(other.Id, id, StringComparison.Ordinal))?.Call
            : null;

    private static ModelCallView? AskerOf(FunctionEventView call, TurnView? turn)
        => call.ModelCallId is { } id ? turn?.ModelCalls.FirstOrDefault(model => string.Equals(model.Id, id, StringComparison.Ordinal)) : null;
}
