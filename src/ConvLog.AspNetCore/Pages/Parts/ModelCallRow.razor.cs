using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>A model call in a waterfall, which expands to its messages.</summary>
public partial class ModelCallRow
{
    private ModelCallView Call { get; init; } = null!;

    private WaterfallRow Row { get; init; } = null!;

    private TimeAxis Axis { get; init; } = null!;

    private TurnView Turn { get; init; } = null!;

    private ConsolePage Page { get; init; } = null!;

    private ReviewedConversation Review { get; init; } = null!;

    internal static RenderFragment Of(ModelCallView call, WaterfallRow row, TimeAxis axis, TurnView turn, ConsolePage page, ReviewedConversation review)
        => new ModelCallRow { Call = call, Row = row, Axis = axis, Turn = turn, Page = page, Review = review }.BuildRenderTree;
}
